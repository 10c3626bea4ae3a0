#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/documents/pdf_object.hpp"
#include "workflows/sentence.hpp"

namespace jejak::documents {

// The objects of a PDF by their numbers, wherever they stand: in the file, or packed in an object stream. An object that was written
// twice is there twice, since which of them a reader takes is its own affair.
class PdfObjects {
 public:
  void add(std::string number, std::string_view bytes) { places_[std::move(number)].push_back(bytes); }
  // Every object of that number.
  std::vector<PdfObject> of(const std::string& number) const;

 private:
  std::map<std::string, std::vector<std::string_view>, std::less<>> places_;
};

// What is wrong with an object that is the value of /OpenAction, /AA or /URI, looked at where it begins in `bytes`. What happens by itself may
// do no more than go to a page of the same file; a link leads to http, https or mailto, and its address stands in the link.
std::optional<workflows::Sentence> refuse_open_action(std::string_view bytes, const PdfObjects& objects);
std::optional<workflows::Sentence> refuse_additional_actions(std::string_view bytes, const PdfObjects& objects);
std::optional<workflows::Sentence> refuse_address(std::string_view bytes);

// http, https and mailto are what a link of a file may lead to.
bool is_harmless_address(std::string_view address);

}  // namespace jejak::documents
