#include "tools/workflow.hpp"

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "tools/store_option.hpp"
#include "tools/workflow_file.hpp"

namespace jejak::tools {

namespace {

struct Options {
  std::vector<std::string> files;
  std::string file;
  std::string format = "mermaid";
  std::string report = "text";
  WhatIfOptions again;
};

}  // namespace

void add_workflow_command(CLI::App& app, int& exit_code) {
  auto* workflow = app.add_subcommand("workflow", "Check, draw and try out definitions of workflows");
  workflow->require_subcommand(1);
  const auto options = std::make_shared<Options>();

  auto* check = workflow->add_subcommand(
      "check", "Report what is wrong or doubtful in definitions; 1 when one is refused");
  check->add_option("FILE", options->files, "Definitions (JSON)")->required();
  check->add_option("--format", options->report, "text, or jsonl: one finding per line, in both languages")
      ->check(CLI::IsMember({"text", "jsonl"}));
  check->callback([options, &exit_code] {
    exit_code = check_workflows(options->files, options->report == "jsonl", std::cout);
  });

  auto* graph = workflow->add_subcommand("graph", "Draw a definition");
  graph->add_option("FILE", options->file, "A definition (JSON)")->required();
  graph->add_option("--format", options->format, "mermaid, dot, scxml or promela (for SPIN)")
      ->check(CLI::IsMember({"mermaid", "dot", "scxml", "promela"}));
  graph->callback([options, &exit_code] {
    exit_code = draw_workflow(options->file, options->format, std::cout, std::cerr);
  });

  auto* import = workflow->add_subcommand("import", "Print the definition that an SCXML file describes");
  import->add_option("FILE", options->file, "SCXML, as `graph --format scxml` writes it or from elsewhere")
      ->required();
  import->callback(
      [options, &exit_code] { exit_code = import_workflow(options->file, std::cout, std::cerr); });

  auto* simulate = workflow->add_subcommand(
      "simulate",
      "Read {\"type\",\"data\"?,\"time\"?} lines, print the state after each (and the initial one first)");
  simulate->add_option("FILE", options->file, "A definition (JSON)")->required();
  simulate->callback([options, &exit_code] {
    exit_code = simulate_workflow(options->file, std::cin, std::cout, std::cerr);
  });

  auto* again = workflow->add_subcommand(
      "what-if", "Do a competition's history again under other rules, beside the log, and tell what would be different; 1 when something would");
  add_store_option(*again, options->again.store);
  again->add_option("--competition", options->again.competition, "Its id")->required();
  again->add_option("--rulebook", options->again.rulebook, "Another rulebook (JSON)");
  again->add_option("--definition", options->again.definition, "Another machine (JSON)");
  again->add_flag("--json", options->again.json, "Print the whole report as JSON");
  again->callback([options, &exit_code] { exit_code = what_if(options->again, std::cout, std::cerr); });

  auto* recount = workflow->add_subcommand(
      "recount", "Read decision documents, one a line, make each decision again from its sheets and print it; 1 when one claims anything else");
  recount->add_option("--rulebook", options->again.rulebook, "The rulebook (JSON) whose stage a line names");
  recount->callback([options, &exit_code] {
    exit_code = recount_decisions(options->again.rulebook, std::cin, std::cout, std::cerr);
  });

  auto* eval = workflow->add_subcommand(
      "eval", "Read {\"rule\",\"data\"} lines, print what each JsonLogic rule gives");
  eval->callback([&exit_code] { exit_code = evaluate_rules(std::cin, std::cout, std::cerr); });
}

}  // namespace jejak::tools
