#include <array>

#include "workflows/commands.hpp"
#include "workflows/instance/decide.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view start_body = R"({
"type":"object","additionalProperties":false,"required":["definition","organizer","title"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "definition":{"type":"string","minLength":1,"maxLength":64,"description":"the id of a definition"},
 "version":{"type":"string","minLength":1,"maxLength":40,"description":"of the definition; the latest uploaded without it"},
 "organizer":{"type":"string","minLength":1,"maxLength":64},
 "entrant":{"type":"string","minLength":1,"maxLength":64,"description":"on whose behalf"},
 "title":{"type":"string","minLength":1,"maxLength":200},
 "context":{"type":"object","maxProperties":100,"description":"over the definition's own; given by the organizer only"}}})";

constexpr std::string_view send_body = R"({
"type":"object","additionalProperties":false,"required":["type"],"properties":{
 "type":{"type":"string","minLength":1,"maxLength":100},
 "data":{"type":"object","maxProperties":100}}})";

constexpr std::string_view empty_body = R"({"type":"object","additionalProperties":false,"properties":{}})";

}  // namespace

std::span<const CommandKind> instance_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "StartInstance",
                  .summary = "Starts an instance of a definition, pinned to it by its hash.",
                  .body_schema = start_body,
                  .creates = true,
                  .decide = start_instance},
      CommandKind{.name = "SendToInstance",
                  .summary = "Sends an event to an instance's machine.",
                  .body_schema = send_body,
                  .takes_if_match = true,
                  .decide = send_to_instance},
      CommandKind{.name = "ListInstanceTransitions",
                  .summary = "Lists what the caller may do with an instance now, and what stands in the way of the rest.",
                  .body_schema = empty_body,
                  .query = true,
                  .decide = list_instance_transitions},
  };
  return kinds;
}

}  // namespace jejak::workflows
