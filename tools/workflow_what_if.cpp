#include <boost/json/serialize.hpp>
#include <iostream>
#include <memory>

#include "tools/progress.hpp"
#include "tools/sandbox.hpp"
#include "tools/store_option.hpp"
#include "tools/system_entropy.hpp"
#include "tools/workflow_file.hpp"

namespace jejak::tools {

namespace {

using workflows::Simulation;

// The document in a file; null without one.
std::optional<json::value> document_of(const std::string& file, std::ostream& errors) {
  if (file.empty()) return json::value();
  const auto bytes = bytes_of_file(file);
  auto document = bytes ? parse_json(*bytes) : Result<json::value, JsonFault>(JsonFault{});
  if (bytes && document) return std::move(*document);
  errors << file << ": " << (bytes ? document.error().message : "cannot be read, or is empty") << '\n';
  return std::nullopt;
}

std::string standing(const workflows::Outcome::Standing& standing) {
  if (standing.title.empty()) return "not entered";
  std::string text = standing.state + (standing.awarded ? ", awarded" : "");
  for (const auto& [stage, result] : standing.results)
    text += ", " + stage + " " + result.outcome + " (" + std::to_string(result.rank) + ": " + result.decimal + ")";
  return text;
}

void print(const Simulation& simulation, std::ostream& out) {
  out << simulation.commands << " commands of " << simulation.proposals << " proposals done again, up to position "
      << simulation.position << '\n';
  for (const Simulation::Refused& each : simulation.refused) {
    out << "refused: position " << each.position << ", " << each.stream << ", " << each.command << ": " << each.why.en
        << " [" << each.code << "]\n";
  }
  for (const auto& [stage, change] : simulation.stages) {
    out << "stage " << stage << ": " << change.gained.size() << " would be taken on, " << change.lost.size()
        << " would not\n";
  }
  for (const Simulation::Difference& each : simulation.differences) {
    out << each.proposal << " " << each.recorded.title << "\n  recorded:  " << standing(each.recorded)
        << "\n  simulated: " << standing(each.simulated) << '\n';
  }
  out << simulation.refused_count << " refused, " << simulation.difference_count << " proposals end differently\n";
}

}  // namespace

int what_if(const WhatIfOptions& options, std::ostream& out, std::ostream& errors) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  auto rulebook = document_of(options.rulebook, errors);
  auto definition = document_of(options.definition, errors);
  if (!rulebook || !definition) return workflow_wrong_use;
  SystemEntropy entropy;
  auto store = open_store(*folder, {}, entropy, reading);
  if (!store) return report(store.error());
  const workflows::SimulationRequest request{options.competition, *std::move(rulebook), *std::move(definition)};
  std::unique_ptr<Progress> progress;
  const auto simulation =
      workflows::simulate(*store->log, make_sandbox(entropy), entropy, request, [&](Position done, Position whole) {
        if (!progress) progress = std::make_unique<Progress>("what-if", whole);
        progress->at(done);
      });
  progress.reset();
  if (!simulation && simulation.error().kind == Failure::Kind::foreign) return wrong_use(simulation.error().message);
  if (!simulation) return report(simulation.error());
  if (options.json) {
    out << json::serialize(workflows::describe(*simulation)) << '\n';
  } else {
    print(*simulation, out);
  }
  return simulation->refused_count + simulation->difference_count == 0 ? workflow_fine : workflow_wrong;
}

}  // namespace jejak::tools
