#include <algorithm>

#include "workflows/decision/plenary.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

const std::string_view propose_change_body = R"({
"type":"object","additionalProperties":false,"required":["proposal","outcome","reason"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "proposal":{"type":"string","minLength":1,"maxLength":64},
 "outcome":{"type":"string","enum":["in","out","as_ranked"],"description":"as_ranked: takes a confirmed change back"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

const std::string_view settle_change_body = R"({
"type":"object","additionalProperties":false,"required":["confirm"],"properties":{"confirm":{"type":"boolean"}}})";

namespace {

constexpr std::size_t changes_max = 500;

struct Open {
  const Competition* competition;
  const Stage* stage;
  std::string stream;
  json::object data;  // what the events have in common
};

// A stage that is not decided, of a rulebook that lets the plenary change its ranking.
Result<Open, Rejection> open_stage(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const auto& rulebook = *rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook;
  const Stage* stage = rulebook.find_stage(path_of(command, "stage"));
  if (stage == nullptr) return not_found("stage", path_of(command, "stage"));
  if (!stage->plenary_may_change)
    return conflict("plenary_not_allowed", {"The rulebook lets no plenary change what the scores of this stage say.",
                                            "Buku aturan tidak mengizinkan pleno mengubah hasil penilaian tahap ini."});
  const std::string name = (*competition)->id + "-" + stage->name;
  if (world.read<StageDecision>(stream_of("decision", name)).decided)
    return conflict("already_decided", {"This stage is decided already.", "Tahap ini sudah diputuskan."});
  return Open{*competition, stage, stream_of("plenary", name),
              {{"competition", (*competition)->id}, {"organizer", (*competition)->organizer}, {"stage", stage->name}}};
}

// A change is about a proposal of the stage on which nothing stands; taking one back, about one on which something does.
std::optional<Rejection> refuse_change(const std::vector<PlenaryChange>& changes, const Proposal& proposal, const Stage& stage, bool as_ranked) {
  const auto about = [&](const auto& which) {
    return std::ranges::any_of(changes, [&](const PlenaryChange& change) { return change.proposal == proposal.id && which(change); });
  };
  const bool open = about([](const PlenaryChange& change) { return change.settled_by.empty(); });
  const bool stands = about([](const PlenaryChange& change) { return change.stands(); });
  if (open || (stands && !as_ranked) || changes.size() >= changes_max)
    return conflict("change_stands", {"A change of this proposal is open or confirmed already, or there are too many.",
                                      "Perubahan untuk proposal ini sudah diusulkan atau disahkan, atau terlalu banyak."});
  if (as_ranked && !stands)
    return conflict("no_change_stands", {"No confirmed change of this proposal could be taken back.",
                                         "Tidak ada perubahan yang disahkan untuk proposal ini yang dapat ditarik kembali."});
  const json::value* value = members_of(proposal.state).if_contains("value");
  if (!as_ranked && (value == nullptr || !is_in(*value, stage.judged_in)))
    return conflict("not_in_stage", {"This proposal does not stand in the stage that is to be decided.",
                                     "Proposal ini tidak berada pada tahap yang akan diputuskan."},
                    {{"proposal", proposal.id}});
  return std::nullopt;
}

}  // namespace

Decision propose_change(World& world, const Command& command) {
  auto open = open_stage(world, command);
  if (!open) return open.error();
  const std::string_view proposal = text_of(command.body, "proposal");
  const auto& known = world.read<Proposal>(stream_of("proposal", proposal));
  if (known.id.empty() || known.competition != open->competition->id) return not_found("proposal", proposal);
  const auto& changes = world.read<Plenary>(open->stream).changes;
  if (auto refused = refuse_change(changes, known, *open->stage, text_of(command.body, "outcome") == "as_ranked")) return *refused;
  const std::string_view given = text_of(command.body, "id");
  const std::string id = given.empty() ? world.new_id() : std::string(given);
  if (std::ranges::find(changes, id, &PlenaryChange::id) != changes.end())
    return conflict("id_taken", {"There is one with that id already.", "Sudah ada yang memakai id itu."});
  json::object data = std::move(open->data);
  data["id"] = id;
  for (const char* member : {"proposal", "outcome", "reason"}) copy_member(command.body, member, data);
  return Accepted{{{open->stream, "PlenaryChangeProposed", std::move(data)}}, {{"id", id}, {"status", "open"}}};
}

Decision settle_change(World& world, const Command& command) {
  auto open = open_stage(world, command);
  if (!open) return open.error();
  const auto& changes = world.read<Plenary>(open->stream).changes;
  const auto found = std::ranges::find(changes, path_of(command, "change"), &PlenaryChange::id);
  if (found == changes.end()) return not_found("change", path_of(command, "change"));
  if (!found->settled_by.empty())
    return conflict("already_answered", {"This change is settled already.", "Perubahan ini sudah diselesaikan."});
  if (auto same = refuse_same_person(world, command.caller, found->proposed_by)) return *same;
  json::object data = std::move(open->data);
  const bool confirmed = flag_of(command.body, "confirm");
  data["id"] = found->id;
  data["confirmed"] = confirmed;
  return Accepted{{{open->stream, "PlenaryChangeSettled", std::move(data)}}, {{"id", found->id}, {"status", confirmed ? "confirmed" : "rejected"}}};
}

}  // namespace jejak::workflows
