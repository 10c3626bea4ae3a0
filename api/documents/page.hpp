#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/time.hpp"

namespace jejak::documents {

// Pages of A4 in portrait, written from top to bottom. Lengths are points (1/72 inch). Texts are UTF-8, wrapped to the column;
// what does not fit begins a new page. The same calls make the same pages, not always the same bytes.
class Page {
 public:
  Page(std::string_view title, Timestamp made_at);
  ~Page();

  enum class Look { plain, bold, aside };  // serif, serif bold, sans serif
  enum class Place { left, centre };
  void write(std::string_view text, double size, Look look = Look::plain, Place place = Place::left);
  void gap(double height);
  void rule();  // a line across
  // Cells side by side, each wrapped to its share of the width; shares add up to 1.
  struct Cell {
    std::string text;
    double share;
  };
  void row(const std::vector<Cell>& cells, double size, Look look = Look::plain);
  // A QR code at the left, with lines of text at its right.
  void code(std::string_view address, const std::vector<std::string>& beside, double side, double size);

  std::string finish();  // the PDF; nothing may be written after it

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace jejak::documents
