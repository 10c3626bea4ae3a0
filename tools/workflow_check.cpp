#include <algorithm>
#include <ostream>

#include "engine/statechart/check.hpp"
#include "tools/workflow_file.hpp"
#include "workflows/command.hpp"

namespace jejak::tools {

namespace {

// Everybody whom a definition can name: the roles that a key can have.
statechart::CheckOptions options() {
  statechart::CheckOptions options;
  using workflows::Role;
  for (const Role role : {Role::proposer, Role::juror, Role::secretariat, Role::auditor, Role::admin})
    options.roles.emplace_back(workflows::name_of(role));
  options.roles.emplace_back(workflows::local_admin);
  return options;
}

void print_text(const std::string& file, const statechart::Finding& finding, std::ostream& out) {
  out << file << ':' << finding.pointer << ": " << statechart::name_of(finding.severity) << ": "
      << finding.message << '\n';
  for (const auto& line : finding.sequence) out << "  " << line << '\n';
}

void print_json(const std::string& file, const statechart::Finding& finding, std::ostream& out) {
  json::object line{{"file", file},
                    {"severity", statechart::name_of(finding.severity)},
                    {"code", finding.code},
                    {"pointer", finding.pointer},
                    {"message", finding.message},
                    {"message_id", finding.message_id}};
  if (finding.shown) {
    json::array& sequence = line["sequence"].emplace_array();
    for (const auto& input : finding.sequence) sequence.emplace_back(input);
  }
  out << canonical_json(line) << '\n';
}

// Faults of a file that is not a definition at all.
void print_faults(const std::string& file, const WorkflowFile& workflow, bool as_json, std::ostream& out) {
  for (const auto& fault : workflow.faults) {
    if (as_json) {
      print_json(file, {statechart::Severity::error, "refused", "", fault, fault, {}, false}, out);
    } else {
      out << fault << '\n';
    }
  }
}

}  // namespace

int check_workflows(const std::vector<std::string>& files, bool as_json, std::ostream& out) {
  int exit_code = workflow_fine;
  for (const auto& name : files) {
    const WorkflowFile file = read_workflow_file(name);
    print_faults(name, file, as_json, out);
    exit_code = std::max(exit_code, file.exit_code);
    if (!file.definition) continue;
    const auto findings = statechart::check(*file.definition, file.document, options());
    for (const auto& finding : findings) {
      as_json ? print_json(name, finding, out) : print_text(name, finding, out);
      if (finding.severity == statechart::Severity::error) exit_code = std::max(exit_code, workflow_wrong);
    }
    if (findings.empty() && !as_json) out << name << ": fine\n";
  }
  return exit_code;
}

}  // namespace jejak::tools
