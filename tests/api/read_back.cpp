#include "tests/api/read_back.hpp"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>

namespace jejak::tests {

std::string read_back(const std::string& command, const std::string& bytes, const std::string& more) {
  const auto file = std::filesystem::temp_directory_path() / ("jejak-paper-" + std::to_string(reinterpret_cast<std::uintptr_t>(&bytes)));
  std::ofstream(file, std::ios::binary) << bytes;
  std::string output;
  if (std::FILE* pipe = ::popen((command + " " + file.string() + " " + more).c_str(), "r")) {
    char buffer[4096];
    while (const std::size_t got = std::fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, got);
    ::pclose(pipe);
  }
  std::filesystem::remove(file);
  return output;
}

std::string text_of_pdf(const std::string& bytes) { return read_back("pdftotext -layout", bytes, "-"); }

std::string sheet_of(const std::string& workbook, const std::string& sheet) {
  return read_back(std::string("python3 ") + JEJAK_SOURCE_DIR + "/tests/api/sheet.py " + sheet, workbook);
}

}  // namespace jejak::tests
