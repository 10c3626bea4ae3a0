#pragma once
#include <string>
#include <string_view>

namespace jejak::routes {

// One line after another of a CSV file (RFC 4180: CRLF, quotes doubled). A text that a spreadsheet would take for a
// formula (it begins with = + - @, a tab or a carriage return, and is no number) gets an apostrophe in front.
class Csv {
 public:
  Csv& cell(std::string_view text);
  Csv& end_line();
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool begun_ = false;  // the line has a cell
};

}  // namespace jejak::routes
