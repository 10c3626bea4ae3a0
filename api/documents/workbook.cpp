#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "api/documents/table.hpp"

namespace jejak::documents {

namespace {

constexpr std::size_t cell_bytes_max = 32'000;  // Excel's own bound is 32,767 characters

// A file without a name, in memory: the library writes to a path, and nothing of a competition should lie about on a disk.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("workbook", MFD_CLOEXEC)) {
    if (descriptor_ < 0) throw std::runtime_error("there is no memory for a workbook");
  }
  MemoryFile(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(descriptor_); }
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
  std::string read() const {
    const ::off_t size = ::lseek(descriptor_, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(std::max<::off_t>(size, 0)), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ::ssize_t got = ::pread(descriptor_, bytes.data() + done, bytes.size() - done, static_cast<::off_t>(done));
      if (got <= 0) throw std::runtime_error("a workbook could not be read back");
      done += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int descriptor_;
};

// Cut between characters of UTF-8.
std::string cut(const std::string& text) {
  if (text.size() <= cell_bytes_max) return text;
  std::size_t end = cell_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end);
}

void write_row(lxw_worksheet* sheet, lxw_row_t at, const std::vector<std::string>& cells, lxw_format* format) {
  lxw_col_t column = 0;
  for (const std::string& cell : cells) {
    if (is_plain_number(cell)) {
      worksheet_write_number(sheet, at, column, std::strtod(cell.c_str(), nullptr), format);
    } else if (!cell.empty()) {
      worksheet_write_string(sheet, at, column, cut(cell).c_str(), format);
    }
    ++column;
  }
}

void write_sheet(lxw_workbook* book, const Table& table, lxw_format* heading) {
  lxw_worksheet* sheet = workbook_add_worksheet(book, table.name.c_str());
  if (sheet == nullptr) throw std::runtime_error("no sheet can be called " + table.name);
  write_row(sheet, 0, table.columns, heading);
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_row_t at = 1;
  for (const auto& row : table.rows) write_row(sheet, at++, row, nullptr);
}

}  // namespace

std::string workbook(std::span<const Table> tables) {
  const MemoryFile file;
  lxw_workbook* book = workbook_new(file.path().c_str());
  if (book == nullptr) throw std::runtime_error("a workbook cannot be begun");
  lxw_doc_properties properties{};
  properties.created = 1;  // a fixed date: the same tables are the same bytes
  workbook_set_properties(book, &properties);
  lxw_format* heading = workbook_add_format(book);
  format_set_bold(heading);
  for (const Table& table : tables) write_sheet(book, table, heading);
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR)
    throw std::runtime_error(std::string("a workbook was not made: ") + lxw_strerror(error));
  return file.read();
}

}  // namespace jejak::documents
