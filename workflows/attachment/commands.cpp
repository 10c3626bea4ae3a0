#include <array>

#include "engine/core/hex.hpp"
#include "workflows/attachment/state.hpp"
#include "workflows/commands.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

// Made by the route from the file that was sent, never by a client.
constexpr std::string_view add_body = R"({
"type":"object","additionalProperties":false,"required":["media_type","extension","bytes","sha256","box"],"properties":{
 "media_type":{"type":"string","minLength":1,"maxLength":100},
 "extension":{"type":"string","minLength":1,"maxLength":10},
 "bytes":{"type":"integer","minimum":1},
 "sha256":{"type":"string","minLength":64,"maxLength":64},
 "box":{"type":"string","minLength":64,"maxLength":64}}})";

constexpr std::string_view check_body = R"({
"type":"object","additionalProperties":false,"required":["media_type","extension","bytes","sha256"],"properties":{
 "media_type":{"type":"string","minLength":1,"maxLength":100},
 "extension":{"type":"string","minLength":1,"maxLength":10},
 "bytes":{"type":"integer","minimum":1},
 "sha256":{"type":"string","minLength":64,"maxLength":64}}})";

constexpr std::string_view remove_body = R"({"type":"object","additionalProperties":false,"properties":{}})";

constexpr std::size_t name_max = 100;

// A name that is one on every disk and in every address: surat-keputusan.pdf.
bool is_file_name(std::string_view name) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
  return !name.empty() && name.size() <= name_max && name.find_first_not_of(allowed) == std::string_view::npos && name.front() != '.' &&
         name.front() != '-' && name.find("..") == std::string_view::npos;
}

bool has_extension(std::string_view name, std::string_view extension) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  std::string own(name.substr(dot + 1));
  for (char& c : own) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return own == extension || (extension == "jpg" && own == "jpeg");
}

// The proposal of the path, where its files may be changed by the caller now.
Result<const Proposal*, Rejection> editable(World& world, const Command& command) {
  const auto proposal = known_proposal(world, command.caller, path_of(command, "proposal"));
  if (!proposal) return proposal;
  const auto machine = Machine::resume(world, **proposal);
  if (!machine) return machine.error();
  if (machine->refusal_of("ANSWERED"))
    return conflict("not_editable",
                    {"Files can be changed in a draft or a returned proposal only; it is in " + machine->path() + ".",
                     "Berkas hanya dapat diubah pada draf atau proposal yang dikembalikan; sekarang " + machine->path() + "."});
  return proposal;
}

std::optional<Rejection> refuse_name(std::string_view name, std::string_view extension) {
  if (!is_file_name(name))
    return invalid("invalid_name", "/name", {"must be 1 to 100 of letters, digits, dots, dashes and underscores, and begin with a letter or digit",
                                             "harus 1 sampai 100 huruf, angka, titik, tanda hubung, dan garis bawah, diawali huruf atau angka"});
  if (has_extension(name, extension)) return std::nullopt;
  const std::string end = "." + std::string(extension);
  return invalid("invalid_name", "/name", {"must end with " + end + ", which is what the file is", "harus berakhiran " + end + ", sesuai isi berkasnya"});
}

std::optional<Rejection> refuse_amount(const Attachments& attachments, std::string_view name, std::int64_t bytes) {
  std::int64_t all = bytes;
  std::size_t files = 1;
  for (const auto& [other, file] : attachments.by_name) {
    if (other == name) continue;
    all += file.bytes;
    ++files;
  }
  const std::string most = std::to_string(attachments_max), room = std::to_string(attachments_bytes_max);
  if (files > attachments_max)
    return conflict("too_many_attachments", {"A proposal has at most " + most + " files: remove one first.", "Satu proposal paling banyak " + most + " berkas: hapus satu dulu."});
  if (all > attachments_bytes_max)
    return conflict("attachments_too_large", {"The files of a proposal have at most " + room + " bytes together; with this one they would have " + std::to_string(all) + ".",
                                              "Berkas satu proposal paling besar " + room + " byte bersama-sama; dengan yang ini menjadi " + std::to_string(all) + "."});
  return std::nullopt;
}

json::object about(const Proposal& proposal, std::string_view name) {
  return {{"proposal", proposal.id}, {"competition", proposal.competition}, {"organizer", proposal.organizer}, {"entrant", proposal.entrant}, {"name", name}};
}

// Asked before the file is kept, so that what is refused leaves nothing behind.
Decision check_attachment(World& world, const Command& command) {
  const auto proposal = editable(world, command);
  if (!proposal) return proposal.error();
  const std::string_view name = path_of(command, "name");
  const auto& body = command.body;
  if (auto refused = refuse_name(name, text_of(body, "extension"))) return *refused;
  const auto& attachments = world.read<Attachments>(stream_of("attachments", (*proposal)->id));
  json::object answer{{"name", name}};
  for (const std::string_view key : {"media_type", "bytes", "sha256"}) copy_member(body, key, answer);
  if (auto refused = refuse_amount(attachments, name, integer_of(body, "bytes"))) return *refused;
  return Accepted{{}, std::move(answer)};
}

Decision add_attachment(World& world, const Command& command) {
  auto checked = check_attachment(world, command);
  if (!checked) return checked;
  const std::string_view name = path_of(command, "name");
  const auto& body = command.body;
  const auto& proposal = world.read<Proposal>(stream_of("proposal", path_of(command, "proposal")));
  const std::string stream = stream_of("attachments", proposal.id);
  const auto& attachments = world.read<Attachments>(stream);
  json::object answer = std::move(checked->answer);
  const auto known = attachments.by_name.find(name);
  if (known != attachments.by_name.end() && known->second.sha256 == text_of(body, "sha256")) return Accepted{{}, std::move(answer)};
  json::object data = about(proposal, name);
  for (const std::string_view key : {"media_type", "bytes", "sha256", "box"}) copy_member(body, key, data);
  return Accepted{{{stream, "AttachmentAdded", std::move(data)}}, std::move(answer)};
}

Decision remove_attachment(World& world, const Command& command) {
  const auto proposal = editable(world, command);
  if (!proposal) return proposal.error();
  const std::string_view name = path_of(command, "name");
  const std::string stream = stream_of("attachments", (*proposal)->id);
  if (!world.read<Attachments>(stream).by_name.contains(name)) return not_found("attachment", name);
  return Accepted{{{stream, "AttachmentRemoved", about(**proposal, name)}}, {{"name", name}}};
}

}  // namespace

std::span<const CommandKind> attachment_commands() {
  static constexpr std::array kinds = {
      CommandKind{.name = "AddAttachment",
                  .summary = "Adds a file to a proposal that is still a draft; one of the same name is replaced.",
                  .body_schema = add_body,
                  .creates = true,
                  .decide = add_attachment},
      CommandKind{.name = "CheckAttachment",
                  .summary = "Whether a file of that name, type and size may be added to a proposal.",
                  .body_schema = check_body,
                  .query = true,
                  .decide = check_attachment},
      CommandKind{.name = "RemoveAttachment",
                  .summary = "Takes a file from a proposal that is still a draft.",
                  .body_schema = remove_body,
                  .decide = remove_attachment},
  };
  return kinds;
}

}  // namespace jejak::workflows
