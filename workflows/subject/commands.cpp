#include <array>

#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/subject/state.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view erase_body = R"({
"type":"object","additionalProperties":false,"required":["subject","reason"],"properties":{
 "subject":{"type":"string","minLength":1,"maxLength":100,"description":"juror-<id>, entrant-<id>, session-<id>, or proposal-<id> for its files"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";

bool can_be_erased(std::string_view subject) {
  return subject.starts_with("juror-") || subject.starts_with("entrant-") || subject.starts_with("session-") ||
         subject.starts_with("proposal-");
}

Decision erase_subject(World& world, const Command& command) {
  const std::string_view subject = text_of(command.body, "subject");
  if (!can_be_erased(subject) || world.version(subject) == 0)
    return not_found("subject", subject);
  const std::string stream = stream_of("subject", subject);
  if (world.read<Subject>(stream).erased)
    return conflict("already_erased", {"This person's data is erased already.", "Data orang ini sudah dihapus."});
  json::object data{{"subject", subject}, {"reason", text_of(command.body, "reason")}};
  return Accepted{{{stream, "SubjectErased", std::move(data)}}, {{"subject", subject}}};
}

}  // namespace

std::span<const CommandKind> subject_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "EraseSubject",
                  .summary = "Erases a person: the key to the personal data is destroyed, the proofs stay valid.",
                  .body_schema = erase_body,
                  .decide = erase_subject},
  };
  return kinds;
}

}  // namespace jejak::workflows
