#include <array>

#include "engine/statechart/check.hpp"
#include "workflows/commands.hpp"
#include "workflows/definition/registry.hpp"
#include "workflows/definition/state.hpp"
#include "workflows/field.hpp"
#include "workflows/instance/form.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

constexpr std::size_t versions_max = 1'000;  // of one definition

constexpr std::string_view upload_body = R"({
"type":"object","additionalProperties":false,"required":["document"],"properties":{
 "document":{"type":"object","description":"a definition: id, version, title, guards, actions, delays, forms, roles, machine"},
 "note":{"type":"string","minLength":1,"maxLength":2000}}})";

// Whom the roles of a definition may name.
std::vector<std::string> known_roles() {
  std::vector<std::string> names{std::string(local_admin)};
  for (const Role role : {Role::proposer, Role::juror, Role::secretariat, Role::auditor, Role::admin, Role::system})
    names.emplace_back(name_of(role));
  return names;
}

Faults name_faults(const json::object& document) {
  Faults faults;
  if (!is_slug(text_of(document, "id"))) {
    faults.push_back({"/id", "must be 3 to 64 of a-z, 0-9 and dashes", "harus 3 sampai 64 dari a-z, 0-9 dan tanda hubung"});
  }
  const std::string_view version = text_of(document, "version");
  const bool plain = version.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == version.npos;
  if (version.empty() || version.size() > 40 || !plain) {
    faults.push_back({"/version", "must be 1 to 40 of a-z, 0-9, dots and dashes",
                      "harus 1 sampai 40 dari a-z, 0-9, titik dan tanda hubung"});
  }
  return faults;
}

// What the checker has to say, or why the document is no definition.
Result<json::array, Rejection> checked(const json::value& document) {
  Faults faults = name_faults(document.get_object());
  auto loaded = statechart::load(document, {.roles = known_roles(), .bounds = {}});
  if (!loaded) {
    const Faults found = loaded.error();
    faults.insert(faults.end(), found.begin(), found.end());
  }
  const Faults forms = form_faults(document.get_object());
  faults.insert(faults.end(), forms.begin(), forms.end());
  for (Fault& fault : faults) fault.pointer.insert(0, "/document");
  if (!faults.empty()) return invalid("invalid_definition", faults);
  json::array warnings;
  for (const auto& finding : loaded->findings) {
    json::array sequence(finding.sequence.begin(), finding.sequence.end());
    warnings.push_back({{"severity", statechart::name_of(finding.severity)},
                        {"code", finding.code},
                        {"pointer", "/document" + finding.pointer},
                        {"message", finding.message},
                        {"message_id", finding.message_id},
                        {"sequence", std::move(sequence)}});
  }
  return warnings;
}

// Exploring a machine takes up to a second.
std::optional<Rejection> prepare_upload(json::object& body) {
  auto warnings = checked(body.at("document"));
  if (!warnings) return warnings.error();
  body["warnings"] = *std::move(warnings);
  return std::nullopt;
}

Decision upload_definition(World& world, const Command& command) {
  const json::value& document = command.body.at("document");
  auto warnings = command.body.contains("warnings") ? Result<json::array, Rejection>(array_of(command.body, "warnings")) : checked(document);
  if (!warnings) return warnings.error();
  const std::string id(text_of(document.get_object(), "id"));
  const std::string version(text_of(document.get_object(), "version"));
  const auto& versions = world.read<DefinitionVersions>(stream_of("workflow", id));
  if (auto rejection = refuse_other_owner(world, command.caller, id)) return *rejection;
  const NamedDefinition uploaded{id, version, document_hash(document), document};
  json::object answer = uploaded.reference();
  answer["warnings"] = *warnings;
  if (const auto known = find_definition(world, id, version); known) {
    if (known->hash != uploaded.hash)
      return conflict("version_taken", {"This definition version is there already and never changes: give it a new one.",
                                        "Versi definisi ini sudah ada dan tidak pernah berubah: beri versi baru."},
                      known->reference());
    if (versions.find(version) != nullptr) return Accepted{{}, std::move(answer)};
  }
  if (versions.uploaded.size() >= versions_max)
    return conflict("too_many_versions", {"A definition has at most 1000 versions.", "Definisi paling banyak 1000 versi."});
  Accepted accepted;
  record_definition(world, uploaded, accepted.events);
  json::object data = uploaded.reference();
  data["organizer"] = command.caller.organizer;
  data["title"] = object_of(document.get_object(), "title");
  data["warnings"] = *std::move(warnings);
  copy_member(command.body, "note", data);
  accepted.events.push_back({stream_of("workflow", id), "DefinitionUploaded", std::move(data)});
  accepted.answer = std::move(answer);
  return accepted;
}

}  // namespace

std::span<const CommandKind> definition_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "UploadDefinition",
                  .summary = "Adds a version of a definition, checked; it never changes afterwards.",
                  .body_schema = upload_body,
                  .creates = true,
                  .decide = upload_definition,
                  .prepare = prepare_upload},
  };
  return kinds;
}

}  // namespace jejak::workflows
