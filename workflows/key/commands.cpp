#include <array>

#include "engine/core/hex.hpp"
#include "workflows/commands.hpp"
#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/key/state.hpp"
#include "workflows/organizer/state.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view issue_body = R"({
"type":"object","additionalProperties":false,"required":["role","label"],"properties":{
 "role":{"type":"string","enum":["admin","secretariat","proposer","juror","auditor"]},
 "label":{"type":"string","minLength":1,"maxLength":200},
 "organizer":{"type":"string","minLength":1,"maxLength":64},
 "entrant":{"type":"string","minLength":1,"maxLength":64},
 "juror":{"type":"string","minLength":1,"maxLength":64},
 "person":{"type":"string","minLength":1,"maxLength":64,"description":"an opaque id of who holds it, the same for all keys of one person; no NIK or NIP"}}})";

// 16 digits are a NIK, 18 a NIP: they do not belong into a log that nobody can change.
bool is_identity_number(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) digits += c >= '0' && c <= '9' ? 1 : 0;
  return digits >= 16;
}

constexpr std::string_view revoke_body = R"({
"type":"object","additionalProperties":false,"properties":{"reason":{"type":"string","minLength":1,"maxLength":2000}}})";

struct Holder {
  std::string organizer;
  std::string entrant;
  std::string juror;
};

// Who the key speaks for: the entrant's or juror's organizer follows from them, the others name it.
Result<Holder, Rejection> holder_of(World& world, const json::object& body, Role role) {
  Holder holder;
  holder.organizer = text_of(body, "organizer");
  if (role == Role::proposer) {
    holder.entrant = text_of(body, "entrant");
    if (holder.entrant.empty()) return invalid("invalid_body", "/entrant", {"is required for a proposer's key", "wajib untuk kunci pengusul"});
    const auto& entrant = world.read<Entrant>(stream_of("entrant", holder.entrant));
    if (entrant.id.empty()) return not_found("entrant", holder.entrant);
    holder.organizer = entrant.organizer;
  } else if (role == Role::juror) {
    holder.juror = text_of(body, "juror");
    if (holder.juror.empty()) return invalid("invalid_body", "/juror", {"is required for a juror's key", "wajib untuk kunci juri"});
    const auto& juror = world.read<Juror>(stream_of("juror", holder.juror));
    if (juror.id.empty()) return not_found("juror", holder.juror);
    holder.organizer = juror.organizer;
  } else if (role == Role::secretariat && holder.organizer.empty()) {
    return invalid("invalid_body", "/organizer", {"is required for a secretariat's key", "wajib untuk kunci sekretariat"});
  }
  if (!holder.organizer.empty() && world.read<Organizer>(stream_of("organizer", holder.organizer)).id.empty())
    return not_found("organizer", holder.organizer);
  return holder;
}

bool may_issue(const Caller& caller, Role role, std::string_view organizer) {
  if (caller.role == Role::system) return true;
  if (caller.role == Role::admin) return caller.organizer.empty() || caller.organizer == organizer;
  return (role == Role::proposer || role == Role::juror) && serves(caller, organizer);
}

// A juror's key gives the sheets in the juror's name. So there is one, and whoever takes it from the juror does not make the next one: nobody
// judges as another without a second person, and without the juror's key ceasing to work.
std::optional<Rejection> refuse_second_key(World& world, const Caller& caller, const std::string& juror) {
  const auto& by_juror = world.read<Keys>("keys").by_juror;
  const auto held = by_juror.find(juror);
  if (held == by_juror.end()) return std::nullopt;
  if (held->second.live > 0)
    return conflict("juror_has_key", {"This juror has a key: it is revoked before there is another.", "Juri ini sudah punya kunci: cabut dahulu sebelum menerbitkan yang lain."},
                    {{"juror", juror}});
  return caller.role == Role::system ? std::nullopt : refuse_same_person(world, caller, held->second.revoked_by);
}

Decision issue_key(World& world, const Command& command) {
  const auto& body = command.body;
  const auto role = role_named(text_of(body, "role"));
  if (!role) return invalid("invalid_body", "/role", {"must name a role", "harus menyebut peran"});
  if (!hash_from_hex(text_of(body, "hash"))) return invalid("invalid_body", "/hash", {"must be 64 hexadecimal digits", "harus 64 angka heksadesimal"});
  if (is_identity_number(text_of(body, "person")))
    return invalid("invalid_body", "/person", {"must not be a NIK or NIP: use an id that says nothing to others", "tidak boleh berupa NIK atau NIP: pakai id yang tidak bermakna bagi orang lain"});
  const auto holder = holder_of(world, body, *role);
  if (!holder) return holder.error();
  if (!may_issue(command.caller, *role, holder->organizer))
    return forbidden({"A secretariat issues keys to proposers and jurors of its own organizer only.",
                      "Sekretariat hanya menerbitkan kunci bagi pengusul dan juri penyelenggaranya sendiri."});
  if (*role == Role::juror)
    if (auto rejection = refuse_second_key(world, command.caller, holder->juror)) return *rejection;
  const std::string id = world.new_id();
  json::object answer{{"id", id},
                      {"role", text_of(body, "role")},
                      {"label", text_of(body, "label")},
                      {"organizer", holder->organizer},
                      {"entrant", holder->entrant},
                      {"juror", holder->juror}};
  json::object data = answer;
  data["hash"] = text_of(body, "hash");
  copy_member(body, "person", data);
  return Accepted{{{"keys", "KeyIssued", std::move(data)}}, std::move(answer)};
}

Decision revoke_key(World& world, const Command& command) {
  const std::string_view id = path_of(command, "key");
  const auto& keys = world.read<Keys>("keys");
  const auto found = keys.by_id.find(id);
  if (found == keys.by_id.end()) return not_found("key", id);
  const auto role = role_named(found->second.role);
  if (!role || !may_issue(command.caller, *role, found->second.organizer)) return not_found("key", id);
  if (found->second.revoked)
    return conflict("already_revoked", {"This key is revoked already.", "Kunci ini sudah dicabut."});
  json::object data{{"id", id}, {"reason", text_of(command.body, "reason")}};
  return Accepted{{{"keys", "KeyRevoked", std::move(data)}}, {{"id", id}, {"revoked", true}}};
}

}  // namespace

std::span<const CommandKind> key_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "IssueKey",
                  .summary = "Issues an API key; its secret is shown once and kept as a hash.",
                  .body_schema = issue_body,
                  .creates = true,
                  .decide = issue_key},
      CommandKind{.name = "RevokeKey",
                  .summary = "Revokes an API key at once.",
                  .body_schema = revoke_body,
                  .decide = revoke_key},
  };
  return kinds;
}

}  // namespace jejak::workflows
