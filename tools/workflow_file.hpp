#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/statechart/statechart.hpp"

namespace jejak::tools {

// What the subcommands of `workflow` answer with.
inline constexpr int workflow_fine = 0;
inline constexpr int workflow_wrong = 1;      // the definition or a step is refused
inline constexpr int workflow_wrong_use = 2;  // no such file, a line that is not what it should be

// A file's bytes; nothing where it cannot be read, or is empty.
std::optional<std::string> bytes_of_file(const std::string& name);

// A definition read from a file: compiled, or the reasons why not, one line each ("FILE:POINTER: message").
struct WorkflowFile {
  json::value document;
  statechart::DefinitionPtr definition;
  std::vector<std::string> faults;
  int exit_code = workflow_fine;
};
WorkflowFile read_workflow_file(const std::string& name);

// The subcommands, on given streams.
// With `as_json` one line {"file","severity","code","pointer","message","message_id","sequence"} per finding.
int check_workflows(const std::vector<std::string>& files, bool as_json, std::ostream& out);
int draw_workflow(const std::string& file, std::string_view format, std::ostream& out, std::ostream& errors);
// Prints the definition that an SCXML file describes; where it does not compile as it stands (a foreign file names rules that it
// does not hold), it is printed even so, to be completed by hand, with what is missing.
int import_workflow(const std::string& file, std::ostream& out, std::ostream& errors);
int simulate_workflow(const std::string& file, std::istream& in, std::ostream& out, std::ostream& errors);
int evaluate_rules(std::istream& in, std::ostream& out, std::ostream& errors);

// Makes decisions again from their documents, one a line (as served, or as the event StageDecided has it), and prints
// {"decision","differs","unsettled","conflicting","undecided"} for each. `stage` names a stage of the rulebook, or is one itself.
// 1 when a document claims anything else.
int recount_decisions(const std::string& rulebook_file, std::istream& in, std::ostream& out, std::ostream& errors);

// Does a competition's recorded history again under other rules; files are empty where its own are meant. 1 when something
// would be different.
struct WhatIfOptions {
  std::string store, competition, rulebook, definition;
  bool json = false;
};
int what_if(const WhatIfOptions& options, std::ostream& out, std::ostream& errors);

// Reads the next line that is not blank, of at most line_bytes_max; `number` counts all lines from 1.
inline constexpr std::size_t line_bytes_max = 16 * 1024 * 1024;
bool next_line(std::istream& in, std::string& line, std::size_t& number);

}  // namespace jejak::tools
