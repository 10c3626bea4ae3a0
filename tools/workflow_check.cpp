#include <algorithm>
#include <map>
#include <ostream>

#include "engine/statechart/check.hpp"
#include "tools/workflow_file.hpp"
#include "workflows/command.hpp"
#include "workflows/instance/form.hpp"
#include "workflows/rulebook_impossible.hpp"
#include "workflows/rulebook_lint.hpp"
#include "workflows/shipped_document.hpp"

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

// A rulebook has stages where a definition has a machine.
bool is_rulebook(const json::value& document) {
  const auto* object = document.if_object();
  return object != nullptr && object->contains("stages") && !object->contains("machine");
}

std::vector<statechart::Finding> findings_of(const Faults& faults, const char* code = "invalid_rulebook") {
  std::vector<statechart::Finding> findings;
  for (const Fault& fault : faults)
    findings.push_back({statechart::Severity::error, code, fault.pointer, fault.message, fault.message_id, {}, false});
  return findings;
}

std::vector<statechart::Finding> check_definition(const WorkflowFile& file) {
  auto findings = statechart::check(*file.definition, file.document, options());
  for (auto& finding : findings_of(workflows::form_faults(file.document.get_object()), "invalid_form")) findings.push_back(std::move(finding));
  return findings;
}

// The machines that were given beside the rulebooks, by id; the program's own where there is none of that id.
using Machines = std::map<std::string, statechart::DefinitionPtr, std::less<>>;

std::vector<statechart::Finding> check_machine(const workflows::Rulebook& rulebook, const Machines& given) {
  if (const auto own = given.find(rulebook.definition); own != given.end()) return findings_of(workflows::check_against(rulebook, *own->second));
  const auto machine = workflows::shipped_document("definitions", rulebook.definition);
  if (machine) return findings_of(workflows::check_against(rulebook, **statechart::compile(*machine)));
  std::string known;
  for (const std::string& id : workflows::shipped_ids("definitions")) known += (known.empty() ? "" : ", ") + id;
  return {{statechart::Severity::error, "machine_not_shipped", "/definition",
           "no machine \"" + rulebook.definition + "\" is shipped: name its file too, or take one of " + known,
           "tidak ada mesin \"" + rulebook.definition + "\" bawaan: sebutkan juga berkasnya, atau pilih salah satu dari " + known,
           {},
           false}};
}

// By itself, for what is doubtful, and against its machine.
std::vector<statechart::Finding> check_rulebook(const json::value& document, const Machines& given) {
  const auto rulebook = workflows::parse_rulebook(document);
  if (!rulebook) return findings_of(rulebook.error());
  std::vector<statechart::Finding> findings = findings_of(workflows::impossible_in(**rulebook));
  for (auto& finding : check_machine(**rulebook, given)) findings.push_back(std::move(finding));
  for (const workflows::Doubt& doubt : workflows::lint(**rulebook))
    findings.push_back({statechart::Severity::warning, doubt.code, doubt.pointer, doubt.en, doubt.id, {}, false});
  return findings;
}

}  // namespace

int check_workflows(const std::vector<std::string>& files, bool as_json, std::ostream& out) {
  int exit_code = workflow_fine;
  std::vector<WorkflowFile> read;
  Machines machines;
  for (const auto& name : files) {
    read.push_back(read_workflow_file(name));
    if (const auto& definition = read.back().definition) machines.emplace(statechart::id_of(*definition), definition);
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string& name = files[i];
    const WorkflowFile& file = read[i];
    const bool rulebook = is_rulebook(file.document);
    if (!rulebook) {
      print_faults(name, file, as_json, out);
      exit_code = std::max(exit_code, file.exit_code);
      if (!file.definition) continue;
    }
    const auto findings = rulebook ? check_rulebook(file.document, machines) : check_definition(file);
    for (const auto& finding : findings) {
      as_json ? print_json(name, finding, out) : print_text(name, finding, out);
      if (finding.severity == statechart::Severity::error) exit_code = std::max(exit_code, workflow_wrong);
    }
    if (findings.empty() && !as_json) out << name << ": fine\n";
  }
  return exit_code;
}

}  // namespace jejak::tools
