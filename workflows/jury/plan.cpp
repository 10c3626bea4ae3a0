#include "workflows/jury/plan.hpp"

#include <algorithm>
#include <array>

#include "workflows/assessment/state.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/decision/lot.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/assignment.hpp"
#include "workflows/jury/conflict.hpp"
#include "workflows/proposal/standing.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/slot/engagement.hpp"

namespace jejak::workflows {

const std::string_view assign_by_plan_body = R"({
"type":"object","additionalProperties":false,"required":["per_proposal","panel"],"properties":{
 "per_proposal":{"type":"integer","minimum":1,"maximum":50,"description":"jurors of the panel that each proposal must have"},
 "panel":{"type":"array","minItems":1,"maxItems":500,"items":{"type":"object","additionalProperties":false,"required":["juror"],"properties":{
   "juror":{"type":"string","minLength":1,"maxLength":64},
   "load_max":{"type":"integer","minimum":0,"maximum":100000,"description":"proposals that this juror reads at most"},
   "categories":{"type":"array","minItems":1,"maxItems":100,"description":"the only ones that this juror reads",
    "items":{"type":"string","minLength":1,"maxLength":64}}}}},
 "at_least":{"type":"object","additionalProperties":false,"description":"of the jurors of each proposal at least so many of an element","properties":{
  "academic":{"type":"integer","minimum":0,"maximum":50},"ngo":{"type":"integer","minimum":0,"maximum":50},
  "bureaucracy":{"type":"integer","minimum":0,"maximum":50},"practitioner":{"type":"integer","minimum":0,"maximum":50},
  "media":{"type":"integer","minimum":0,"maximum":50}}},
 "seed":{"type":"integer","minimum":0,"maximum":9007199254740991},
 "preview":{"type":"boolean"}}})";

namespace {

using Pair = AssignmentProblem::Pair;

// The panel and the proposals as the planner knows them: by their numbers.
struct Panel {
  const Competition* competition = nullptr;
  std::string stage;
  std::vector<const Juror*> jurors;
  std::vector<const Proposal*> proposals;
  AssignmentProblem problem;
};

std::optional<Rejection> read_panel(World& world, const json::array& seats, Panel& panel) {
  for (std::size_t index = 0; index < seats.size(); ++index) {
    const json::object& seat = seats[index].get_object();
    const std::string_view id = text_of(seat, "juror");
    const auto& juror = world.read<Juror>(stream_of("juror", id));
    if (juror.id.empty() || juror.competition != panel.competition->id) return not_found("juror", id);
    if (std::ranges::find(panel.jurors, &juror) != panel.jurors.end())
      return invalid("invalid_body", "/panel/" + std::to_string(index) + "/juror", {"is on the panel twice", "dua kali dalam panel"});
    if (auto rejection = refuse_uninvited(juror)) return rejection;
    const auto element = static_cast<std::size_t>(std::ranges::find(jury_elements, juror.element) - jury_elements.begin());
    const bool bounded = seat.contains("load_max");
    panel.problem.jurors.push_back({element, bounded ? static_cast<std::size_t>(integer_of(seat, "load_max")) : panel.proposals.size()});
    panel.jurors.push_back(&juror);
  }
  return std::nullopt;
}

// A sheet that counts, or may still: its juror stays. Whoever stepped aside is not asked again.
Pair pair_of_sheet(const JurorSheet& sheet) {
  return sheet.outcome == SheetOutcome::not_assessed || sheet.outcome == SheetOutcome::scored ? Pair::kept : Pair::barred;
}

bool reads_category(const json::object& seat, std::string_view category) {
  const json::array& categories = array_of(seat, "categories");
  return categories.empty() || std::ranges::any_of(categories, [&](const json::value& each) { return each.get_string() == category; });
}

void find_pairs(World& world, const Rulebook& rulebook, const json::array& seats, Panel& panel) {
  std::vector<Conflicts> conflicts;
  for (const Juror* juror : panel.jurors) conflicts.emplace_back(world, rulebook, *juror);
  for (const Proposal* proposal : panel.proposals) {
    const Agency own = agency_of(*proposal);
    const auto& sheets = world.read<Assessments>(stream_of("assessment", proposal->id + "-" + panel.stage)).by_juror;
    for (std::size_t j = 0; j < panel.jurors.size(); ++j) {
      const auto sheet = sheets.find(panel.jurors[j]->id);
      const bool open = !conflicts[j].with(*proposal, own) && reads_category(seats[j].get_object(), proposal->category);
      panel.problem.pairs.push_back(sheet != sheets.end() ? pair_of_sheet(sheet->second) : open ? Pair::open : Pair::barred);
    }
  }
}

Result<Panel, Rejection> gather(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  Panel panel;
  panel.competition = *competition;
  panel.stage = command.path.at("stage");
  const auto& rulebook = *rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook;
  const Stage* stage = rulebook.find_stage(panel.stage);
  if (stage == nullptr) return not_found("stage", panel.stage);
  panel.proposals = standing_in(world, **competition, stage->judged_in);
  const json::array& seats = array_of(command.body, "panel");
  if (auto rejection = read_panel(world, seats, panel)) return *std::move(rejection);
  panel.problem.proposals = panel.proposals.size();
  panel.problem.per_proposal = static_cast<std::size_t>(integer_of(command.body, "per_proposal"));
  const json::object& at_least = object_of(command.body, "at_least");
  for (const std::string_view element : jury_elements) {
    const auto asked = static_cast<std::size_t>(integer_of(at_least, element));
    const auto ruled = stage->composition.find(element);
    panel.problem.at_least.push_back(ruled == stage->composition.end() ? asked : std::max(asked, ruled->second));
  }
  panel.problem.seed = static_cast<std::uint64_t>(integer_of(command.body, "seed"));
  find_pairs(world, rulebook, seats, panel);
  return panel;
}

Rejection impossible(const Panel& panel, const AssignmentPlan& plan) {
  json::array starved, full;
  for (const std::size_t proposal : plan.starved) starved.emplace_back(panel.proposals[proposal]->id);
  for (const std::size_t juror : plan.full) full.emplace_back(panel.jurors[juror]->id);
  const std::string count = std::to_string(starved.size());
  return conflict("assignment_impossible",
                  {"No assignment gives every proposal its jurors: " + count + " lack some. Add jurors, or raise the load of those in `full`.",
                   "Tidak ada pembagian yang memberi setiap proposal jurinya: " + count +
                       " kekurangan. Tambah juri, atau naikkan beban mereka yang ada di `full`."},
                  {{"starved", std::move(starved)}, {"full", std::move(full)}});
}

json::array pairs_of(const Panel& panel, const AssignmentPlan& plan) {
  std::vector<json::array> by_juror(panel.jurors.size());
  for (std::size_t p = 0; p < plan.added.size(); ++p)
    for (const std::size_t j : plan.added[p]) by_juror[j].emplace_back(panel.proposals[p]->id);
  json::array pairs;
  for (std::size_t j = 0; j < by_juror.size(); ++j)
    if (!by_juror[j].empty()) pairs.push_back({{"juror", panel.jurors[j]->id}, {"proposals", std::move(by_juror[j])}});
  return pairs;
}

json::array loads_of(const Panel& panel, const AssignmentPlan& plan) {
  json::array loads;
  for (std::size_t j = 0; j < plan.loads.size(); ++j)
    loads.push_back({{"juror", panel.jurors[j]->id}, {"proposals", plan.loads[j]}});
  return loads;
}

json::object planned(const Panel& panel, const Command& command, std::size_t assigned) {
  json::object data{{"competition", panel.competition->id}, {"organizer", panel.competition->organizer},
                    {"stage", panel.stage},                 {"seed", panel.problem.seed},
                    {"proposals", panel.proposals.size()},  {"assigned", assigned}};
  for (const char* member : {"per_proposal", "panel"}) copy_member(command.body, member, data);
  data["at_least"] = object_of(command.body, "at_least");
  return data;
}

}  // namespace

Decision assign_by_plan(World& world, const Command& command) {
  auto panel = gather(world, command);
  if (!panel) return panel.error();
  const AssignmentPlan plan = plan_assignment(panel->problem);
  if (!plan.starved.empty()) return impossible(*panel, plan);
  std::vector<NewEvent> events;
  for (std::size_t p = 0; p < plan.added.size(); ++p)
    for (const std::size_t j : plan.added[p])
      events.push_back(juror_assigned(*panel->competition, panel->stage, *panel->proposals[p], *panel->jurors[j]));
  if (auto rejection = refuse_two_rooms(world, *panel->competition, panel->stage, events)) return *rejection;
  json::object answer{{"stage", panel->stage}, {"seed", panel->problem.seed}, {"assigned", events.size()}, {"loads", loads_of(*panel, plan)}};
  if (flag_of(command.body, "preview")) {
    answer["pairs"] = pairs_of(*panel, plan);
    return Accepted{{}, std::move(answer)};
  }
  if (events.empty()) return Accepted{{}, std::move(answer)};
  const std::string stream = stream_of("panel", panel->competition->id + "-" + panel->stage);
  const auto& rulebook = *rulebook_of(world, text_of(panel->competition->rulebook, "hash")).rulebook;
  if (auto lot = fix_lot(world, *panel->competition, *rulebook.find_stage(panel->stage))) events.push_back(*std::move(lot));
  events.insert(events.begin(), {stream, "AssignmentPlanned", planned(*panel, command, static_cast<std::size_t>(integer_of(answer, "assigned")))});
  return Accepted{std::move(events), std::move(answer)};
}

}  // namespace jejak::workflows
