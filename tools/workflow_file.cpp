#include "tools/workflow_file.hpp"

#include <algorithm>
#include <fstream>
#include <istream>
#include <sstream>

namespace jejak::tools {

namespace {

std::string line_and_column(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::ranges::count(before, '\n');
  const std::size_t newline = before.rfind('\n');
  const std::size_t column = newline == before.npos ? before.size() + 1 : before.size() - newline;
  return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

}  // namespace

std::optional<std::string> bytes_of_file(const std::string& name) {
  std::ifstream stream(name, std::ios::binary);
  std::ostringstream bytes;
  if (stream && stream.peek() != std::ifstream::traits_type::eof()) bytes << stream.rdbuf();
  if (!stream || bytes.str().empty()) return std::nullopt;
  return std::move(bytes).str();
}

WorkflowFile read_workflow_file(const std::string& name) {
  WorkflowFile file;
  const auto bytes = bytes_of_file(name);
  if (!bytes) {
    file.faults.push_back(name + ": cannot be read, or is empty");
    file.exit_code = workflow_wrong_use;
    return file;
  }
  const std::string& text = *bytes;
  auto document = parse_json(text);
  if (!document) {
    const auto& fault = document.error();
    file.faults.push_back(name + ": not JSON at " + line_and_column(text, fault.offset) + ": " +
                          fault.message);
    file.exit_code = workflow_wrong;
    return file;
  }
  file.document = std::move(*document);
  auto definition = statechart::compile(file.document);
  if (definition) {
    file.definition = std::move(*definition);
    return file;
  }
  for (const auto& fault : definition.error())
    file.faults.push_back(name + ":" + fault.pointer + ": " + fault.message);
  file.exit_code = workflow_wrong;
  return file;
}

bool next_line(std::istream& in, std::string& line, std::size_t& number) {
  while (std::getline(in, line)) {
    ++number;
    if (line.find_first_not_of(" \t\r") != std::string::npos) return true;
  }
  return false;
}

}  // namespace jejak::tools
