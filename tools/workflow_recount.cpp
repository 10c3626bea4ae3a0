#include <istream>
#include <ostream>

#include "tools/workflow_file.hpp"
#include "workflows/decision/recount.hpp"
#include "workflows/field.hpp"

namespace jejak::tools {

namespace {

using workflows::Stage;

std::string told(const Faults& faults) {
  std::string text;
  for (const Fault& fault : faults) text += (text.empty() ? "" : "; ") + fault.pointer + ": " + fault.message;
  return text;
}

// The stage's rules: in the line itself, or those that the rulebook has under the name that the line gives.
Result<Stage, Faults> stage_of(const json::object& line, const json::object& rulebook) {
  const json::value* given = line.if_contains("stage");
  if (given != nullptr && given->is_object()) return workflows::parse_stage(*given);
  const auto rules = workflows::parse_rulebook(rulebook);
  if (!rules) return rules.error();
  const Stage* stage = (*rules)->find_stage(workflows::text_of(line, "stage"));
  if (stage == nullptr) return Faults{{"/stage", "the rulebook has no such stage", "tidak ada tahap itu dalam buku aturan"}};
  return *stage;
}

json::array texts(const std::vector<std::string>& list) { return json::array(list.begin(), list.end()); }

struct Counted {
  std::string text;   // one line
  std::string error;  // "" where it could be counted
  bool differs = false;
};

Counted count(const std::string& line, const json::object& rulebook) {
  const auto document = line.size() > line_bytes_max ? Result<json::value, JsonFault>(JsonFault{0, "a line has at most 16 MiB"})
                                                     : parse_json(line);
  if (!document) return {{}, "not JSON: " + document.error().message};
  if (!document->is_object()) return {{}, "a line is a decision document, an object"};
  json::object decision = document->get_object();
  const auto stage = stage_of(decision, rulebook);
  if (!stage) return {{}, told(stage.error())};
  decision["stage"] = stage->name;
  auto recount = workflows::recount(*stage, decision);
  if (!recount) return {{}, told(recount.error())};
  const json::object answer{{"decision", std::move(recount->decision)},
                            {"differs", texts(recount->differs)},
                            {"unsettled", texts(recount->unsettled)},
                            {"conflicting", texts(recount->conflicting)},
                            {"undecided", recount->undecided}};
  return {canonical_json(answer), {}, !recount->differs.empty()};
}

}  // namespace

int recount_decisions(const std::string& rulebook_file, std::istream& in, std::ostream& out, std::ostream& errors) {
  json::object rulebook;
  if (!rulebook_file.empty()) {
    const auto bytes = bytes_of_file(rulebook_file);
    const auto document = bytes ? parse_json(*bytes) : Result<json::value, JsonFault>(JsonFault{0, "it cannot be read"});
    if (!document || !document->is_object()) {
      errors << rulebook_file << ": " << (document ? "is no rulebook" : document.error().message) << '\n';
      return workflow_wrong_use;
    }
    rulebook = document->get_object();
  }
  std::string line;
  std::size_t number = 0;
  int exit_code = workflow_fine;
  while (next_line(in, line, number)) {
    const Counted counted = count(line, rulebook);
    if (!counted.error.empty()) {
      errors << "line " << number << ": " << counted.error << '\n';
      return workflow_wrong_use;
    }
    out << counted.text << '\n';
    if (counted.differs) exit_code = workflow_wrong;
  }
  return exit_code;
}

}  // namespace jejak::tools
