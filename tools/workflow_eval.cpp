#include <istream>
#include <ostream>

#include "engine/rules/rule.hpp"
#include "tools/workflow_file.hpp"

namespace jejak::tools {

namespace {

constexpr std::size_t eval_depth_max = 256;  // of a line; rules have their own, smaller bound

struct Answer {
  json::value value;
  std::string error;       // "" where there is a value
  bool malformed = false;  // the line, not the rule
};

Answer malformed(std::string why) { return {nullptr, std::move(why), true}; }

Answer answer(const std::string& line) {
  if (line.size() > line_bytes_max) return malformed("a line has at most 16 MiB");
  const auto document = parse_json(line, eval_depth_max);
  if (!document) {
    return malformed("not JSON at byte " + std::to_string(document.error().offset) + ": " +
                     document.error().message);
  }
  const auto* object = document->if_object();
  const auto* logic = object == nullptr ? nullptr : object->if_contains("rule");
  if (logic == nullptr) return malformed("a line is an object {\"rule\",\"data\"?}");
  for (const auto& [key, value] : *object) {
    if (key != "rule" && key != "data")
      return malformed("/" + pointer_escape(key) + ": a line has \"rule\" and \"data\"");
  }
  const auto rule = rules::Rule::compile(*logic);
  if (!rule) {
    std::string faults;
    for (const auto& fault : rule.error()) {
      if (!faults.empty()) faults += "; ";
      faults += "/rule" + fault.pointer + ": " + fault.message;
    }
    return {nullptr, std::move(faults), false};
  }
  const auto* data = object->if_contains("data");
  auto value = rule->evaluate(data == nullptr ? json::value() : *data);
  if (!value) return {nullptr, value.error().message, false};
  return {std::move(*value), "", false};
}

}  // namespace

int evaluate_rules(std::istream& in, std::ostream& out, std::ostream& errors) {
  std::string line;
  std::size_t number = 0;
  int exit_code = workflow_fine;
  while (next_line(in, line, number)) {
    const Answer result = answer(line);
    std::string text;
    if (result.error.empty()) {
      append_canonical(text, result.value);
    } else {
      append_canonical(text, json::object{{"error", result.error}});
    }
    out << text << '\n' << std::flush;
    if (!result.malformed) continue;
    errors << "line " << number << ": " << result.error << '\n';
    exit_code = workflow_wrong_use;
  }
  return exit_code;
}

}  // namespace jejak::tools
