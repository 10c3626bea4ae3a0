#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/subject/person.hpp"
#include "workflows/subject/state.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view propose_body = R"({
"type":"object","additionalProperties":false,"required":["subject","reason"],"properties":{
 "subject":{"type":"string","minLength":1,"maxLength":100,"description":"juror-<id>, entrant-<id>, session-<id>, or proposal-<id> for its files"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

constexpr std::string_view settle_body = R"({
"type":"object","additionalProperties":false,"required":["confirm"],"properties":{"confirm":{"type":"boolean"}}})";

Decision propose_erasure(World& world, const Command& command) {
  const std::string_view subject = text_of(command.body, "subject");
  const std::string keeper = keeper_of(world, subject);
  if (keeper.empty() || !serves(command.caller, keeper)) return not_found("subject", subject);
  const std::string stream = stream_of("subject", subject);
  const auto& state = world.read<Subject>(stream);
  if (state.erased) return conflict("already_erased", {"This person's data is erased already.", "Data orang ini sudah dihapus."});
  if (!state.proposed_by.empty())
    return conflict("erasure_open", {"The erasure is proposed already: another person settles it.",
                                     "Penghapusan sudah diusulkan: orang lain yang mengesahkannya."});
  json::object data{{"subject", subject}, {"organizer", keeper}, {"reason", text_of(command.body, "reason")}};
  return Accepted{{{stream, "ErasureProposed", std::move(data)}}, {{"id", subject}, {"status", "open"}}};
}

Decision settle_erasure(World& world, const Command& command) {
  const std::string_view subject = path_of(command, "subject");
  const std::string stream = stream_of("subject", subject);
  const auto& state = world.read<Subject>(stream);
  const std::string keeper = keeper_of(world, subject);
  if (state.proposed_by.empty() || !serves(command.caller, keeper)) return not_found("erasure", subject);
  if (auto same = refuse_same_person(world, command.caller, state.proposed_by)) return *same;
  const bool confirmed = flag_of(command.body, "confirm");
  json::object data{{"subject", subject}, {"organizer", keeper}, {"reason", state.reason}, {"proposed_by", state.proposed_by}};
  return Accepted{{{stream, confirmed ? "SubjectErased" : "ErasureRejected", std::move(data)}},
                  {{"id", subject}, {"status", confirmed ? "erased" : "rejected"}}};
}

}  // namespace

std::span<const CommandKind> subject_commands() {
  static const std::array kinds = {
      CommandKind{.name = "ProposeErasure",
                  .summary = "Proposes to erase a person; another person settles it.",
                  .body_schema = propose_body,
                  .creates = true,
                  .decide = propose_erasure},
      CommandKind{.name = "SettleErasure",
                  .summary = "Erases a person whom somebody else proposed to erase: the key to the personal data is destroyed, the proofs stay valid.",
                  .body_schema = settle_body,
                  .decide = settle_erasure},
      CommandKind{.name = "CorrectContact",
                  .summary = "Corrects who speaks for an entrant and how they are reached.",
                  .body_schema = correct_contact_body,
                  .decide = correct_contact},
      CommandKind{.name = "CorrectJuror",
                  .summary = "Corrects a juror's name or e-mail address.",
                  .body_schema = correct_juror_body,
                  .decide = correct_juror},
      CommandKind{.name = "CorrectSession",
                  .summary = "Corrects who spoke at a session and who led it.",
                  .body_schema = correct_session_body,
                  .decide = correct_session},
  };
  return kinds;
}

}  // namespace jejak::workflows
