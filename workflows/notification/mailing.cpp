#include "workflows/notification/mailing.hpp"

#include "workflows/field.hpp"
#include "workflows/notification/state.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

const std::string_view register_mailing_body = R"({
"type":"object","additionalProperties":false,"required":["organizer","kinds"],"properties":{
 "organizer":{"type":"string","minLength":1,"maxLength":64,"description":"whose entrants, jurors and office are written to"},
 "kinds":{"type":"array","minItems":1,"maxItems":50,"items":{"type":"string","enum":["proposal_entered","proposal_moved","stage_result","stage_decided","award_granted","award_revoked","window_extended","late_entry","deadline_moved",
  "objection","juror_invited","juror_assigned","coaching_note","slot_scheduled","promoted","replication_requested","replication_progress","reminder","juror_key_issued","sheet_returned"]}},
 "office":{"type":"string","minLength":3,"maxLength":200,"format":"email","description":"where the organizer itself is written to"},
 "label":{"type":"string","minLength":1,"maxLength":200}}})";

Decision register_mailing(World& world, const Command& command) {
  const auto& body = command.body;
  const std::string organizer(text_of(body, "organizer"));
  if (world.read<Organizer>(stream_of("organizer", organizer)).id.empty()) return not_found("organizer", organizer);
  if (!serves(command.caller, organizer))
    return forbidden({"A mailing is registered by its own organizer.", "Surat elektronik diatur oleh penyelenggaranya sendiri."});
  if (auto full = refuse_more_channels(world)) return *full;
  const std::string id = world.new_id();
  json::object data{{"id", id}, {"organizer", organizer}};
  for (const std::string_view key : {"kinds", "label"}) copy_member(body, key, data);
  if (const auto* office = body.if_contains("office")) data["office"] = personal(stream_of("mailing", id), *office);
  return Accepted{{{"webhooks", "MailingRegistered", std::move(data)}}, {{"id", id}}};
}

Decision remove_mailing(World& world, const Command& command) {
  const std::string_view id = path_of(command, "mailing");
  const auto& channels = world.read<Webhooks>("webhooks").by_id;
  const auto found = channels.find(id);
  if (found == channels.end() || !found->second.by_mail || !serves(command.caller, found->second.organizer)) return not_found("mailing", id);
  json::object data{{"id", id}, {"organizer", found->second.organizer}};
  return Accepted{{{"webhooks", "MailingRemoved", std::move(data)}}, {{"id", id}}};
}

}  // namespace jejak::workflows
