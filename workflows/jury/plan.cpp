#include "workflows/jury/plan.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "workflows/assessment/state.hpp"
#include "workflows/competition/state.hpp"
#include "workflows/decision/lot.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/assignment.hpp"
#include "workflows/jury/conflict.hpp"
#include "workflows/proposal/standing.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/schema.hpp"
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
  std::map<std::string, std::size_t> outside;  // jurors that are not on it, and how many of the proposals they keep
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

// A category that the rulebook does not know is a slip of the pen: its juror would silently be given nothing.
std::optional<Rejection> refuse_categories(const Rulebook& rulebook, const json::array& seats) {
  Faults faults;
  for (std::size_t index = 0; index < seats.size(); ++index) {
    std::size_t place = 0;
    for (const auto& category : array_of(seats[index].get_object(), "categories")) {
      const std::string pointer = "/panel/" + std::to_string(index) + "/categories/" + std::to_string(place++);
      if (rulebook.find_category(category.get_string()) == nullptr && faults.size() < faults_max)
        faults.push_back({pointer, "is not a category of the rulebook", "bukan kategori buku aturan"});
    }
  }
  if (faults.empty()) return std::nullopt;
  return invalid("unknown_category", faults);
}

// What somebody keeps already may be more than the panel allows: that is for people to solve, not for a lot to pass over.
std::optional<Rejection> refuse_exceeded(const Panel& panel) {
  const AssignmentProblem& problem = panel.problem;
  for (std::size_t j = 0; j < panel.jurors.size(); ++j) {
    std::size_t keeps = 0;
    for (std::size_t p = 0; p < problem.proposals; ++p) keeps += problem.pairs[p * panel.jurors.size() + j] == Pair::kept ? 1 : 0;
    if (keeps <= problem.jurors[j].load_max) continue;
    const std::string kept = std::to_string(keeps), most = std::to_string(problem.jurors[j].load_max);
    return conflict("load_exceeded",
                    {"The juror keeps " + kept + " proposals already, and the panel allows " + most + ": release some, or allow more.",
                     "Juri sudah memegang " + kept + " proposal, sedangkan panel membatasi " + most + ": lepaskan sebagian, atau naikkan batasnya."},
                    {{"juror", panel.jurors[j]->id}, {"keeps", keeps}, {"load_max", problem.jurors[j].load_max}});
  }
  return std::nullopt;
}

bool reads_category(const json::object& seat, std::string_view category) {
  const json::array& categories = array_of(seat, "categories");
  return categories.empty() || std::ranges::any_of(categories, [&](const json::value& each) { return each.get_string() == category; });
}

void find_pairs(World& world, const Rulebook& rulebook, const json::array& seats, Panel& panel) {
  std::vector<Conflicts> conflicts;
  std::set<std::string_view> seated;
  for (const Juror* juror : panel.jurors) {
    conflicts.emplace_back(world, rulebook, *juror);
    seated.insert(juror->id);
  }
  for (const Proposal* proposal : panel.proposals) {
    const Agency own = agency_of(*proposal);
    const auto& sheets = world.read<Assessments>(stream_of("assessment", proposal->id + "-" + panel.stage)).by_juror;
    for (std::size_t j = 0; j < panel.jurors.size(); ++j) {
      const auto sheet = sheets.find(panel.jurors[j]->id);
      const bool open = !conflicts[j].with(*proposal, own) && reads_category(seats[j].get_object(), proposal->category);
      panel.problem.pairs.push_back(sheet != sheets.end() ? pair_of_sheet(sheet->second) : open ? Pair::open : Pair::barred);
    }
    for (const auto& [juror, sheet] : sheets)
      if (pair_of_sheet(sheet) == Pair::kept && !seated.contains(juror)) ++panel.outside[juror];
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
  if (auto rejection = refuse_categories(rulebook, seats)) return *std::move(rejection);
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
  if (auto rejection = refuse_exceeded(panel)) return *std::move(rejection);
  return panel;
}

Rejection impossible(const Panel& panel, const AssignmentPlan& plan) {
  json::array starved, full;
  for (const std::size_t proposal : plan.starved) starved.emplace_back(panel.proposals[proposal]->id);
  for (const std::size_t juror : plan.full) full.emplace_back(panel.jurors[juror]->id);
  json::array lacks;
  for (const auto& [proposal, element, has, needs] : plan.lacks) {
    json::object lack{{"proposal", panel.proposals[proposal]->id}, {"element", nullptr}, {"has", has}, {"needs", needs}};
    if (element) lack["element"] = jury_elements[*element];
    lacks.push_back(std::move(lack));
  }
  const std::string count = std::to_string(starved.size());
  const bool load = !full.empty();
  return conflict("assignment_impossible",
                  {"No assignment gives every proposal its jurors: " + count + " lack some. Add jurors such as `lacks` names" +
                       (load ? ", or raise the load of those in `full`." : "."),
                   "Tidak ada pembagian yang memberi setiap proposal jurinya: " + count + " kekurangan. Tambah juri seperti yang disebut di `lacks`" +
                       (load ? ", atau naikkan beban mereka yang ada di `full`." : ".")},
                  {{"starved", std::move(starved)}, {"full", std::move(full)}, {"lacks", std::move(lacks)}});
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

// Whoever is left off the panel keeps what they have: said here, since nobody's load has it.
json::array kept_outside(const Panel& panel) {
  json::array kept;
  for (const auto& [juror, proposals] : panel.outside) kept.push_back({{"juror", juror}, {"proposals", proposals}});
  return kept;
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
  answer["kept_outside_panel"] = kept_outside(*panel);
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
