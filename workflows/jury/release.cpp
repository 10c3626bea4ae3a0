#include "workflows/jury/release.hpp"

#include <set>

#include "workflows/assessment/state.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

const std::string_view release_body = R"({
"type":"object","additionalProperties":false,"required":["stage","pairs","reason"],"properties":{
 "stage":{"type":"string","minLength":1,"maxLength":64},
 "pairs":{"type":"array","minItems":1,"maxItems":500,"items":{"type":"object","additionalProperties":false,
  "required":["juror","proposals"],"properties":{
   "juror":{"type":"string","minLength":1,"maxLength":64},
   "proposals":{"type":"array","minItems":1,"maxItems":2000,"items":{"type":"string","minLength":1,"maxLength":64}}}}},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

namespace {

class Releasing {
 public:
  Releasing(World& world, const Competition& competition, const json::object& body)
      : world_(world), competition_(competition), stage_(text_of(body, "stage")), reason_(text_of(body, "reason")) {}

  std::optional<Rejection> add(const json::object& pair, std::size_t index) {
    const std::string_view id = text_of(pair, "juror");
    const auto& juror = world_.read<Juror>(stream_of("juror", id));
    if (juror.id.empty() || juror.competition != competition_.id) return not_found("juror", id);
    std::size_t place = 0;
    for (const auto& proposal : array_of(pair, "proposals")) {
      const std::string pointer = "/pairs/" + std::to_string(index) + "/proposals/" + std::to_string(place++);
      if (auto rejection = release(juror, proposal.get_string(), pointer)) return rejection;
    }
    return std::nullopt;
  }
  std::vector<NewEvent> take_events() { return std::move(events_); }

 private:
  std::optional<Rejection> release(const Juror& juror, std::string_view id, const std::string& pointer) {
    const auto& proposal = world_.read<Proposal>(stream_of("proposal", id));
    if (proposal.id.empty() || proposal.competition != competition_.id) return not_found("proposal", id);
    const std::string stream = stream_of("assessment", proposal.id + "-" + stage_);
    const auto& by_juror = world_.read<Assessments>(stream).by_juror;
    const auto sheet = by_juror.find(juror.id);
    if (sheet == by_juror.end() || !gone_.emplace(stream, juror.id).second) return std::nullopt;
    // What was given back was given: it stays the juror's, or its history would be lost.
    if (sheet->second.outcome != SheetOutcome::not_assessed || sheet->second.replaces > 0)
      return conflict("already_assessed", {"The juror has given a sheet of \"" + proposal.title + "\": it stays on record.",
                                           "Juri sudah memberi lembar penilaian untuk \"" + proposal.title + "\": lembar itu tetap tercatat."},
                      {{"juror", juror.id}, {"proposal", proposal.id}, {"pointer", pointer}, {"outcome", name_of(sheet->second.outcome)}});
    json::object data{{"competition", competition_.id}, {"organizer", competition_.organizer}, {"proposal", proposal.id},
                      {"stage", stage_},                {"juror", juror.id},                   {"reason", reason_}};
    if (sheet->second.drafts > 0) data["drafted"] = true;
    events_.push_back({stream, "AssignmentReleased", std::move(data)});
    return std::nullopt;
  }

  World& world_;
  const Competition& competition_;
  std::string stage_, reason_;
  std::set<std::pair<std::string, std::string>> gone_;
  std::vector<NewEvent> events_;
};

}  // namespace

Decision release_assignments(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const std::string_view stage = text_of(command.body, "stage");
  if (rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook->find_stage(stage) == nullptr) return not_found("stage", stage);
  if (world.read<StageDecision>(stream_of("decision", (*competition)->id + "-" + std::string(stage))).decided)
    return conflict("already_decided", {"This stage is decided already.", "Tahap ini sudah diputuskan."});
  Releasing releasing(world, **competition, command.body);
  std::size_t index = 0;
  for (const auto& pair : array_of(command.body, "pairs")) {
    if (auto rejection = releasing.add(pair.get_object(), index++)) return *rejection;
  }
  auto events = releasing.take_events();
  json::object answer{{"released", events.size()}, {"stage", stage}};
  return Accepted{std::move(events), std::move(answer)};
}

}  // namespace jejak::workflows
