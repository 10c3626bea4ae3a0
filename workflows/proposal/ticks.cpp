#include "workflows/proposal/ticks.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "workflows/attachment/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

struct Standard {
  std::string_view key, id, en;
};
constexpr std::string_view standard_event = "CHECK_ADMINISTRATIVE";
constexpr std::array standard_checks = {
    Standard{"old_enough", "Inovasi sudah berjalan cukup lama", "The innovation has run long enough"},
    Standard{"answers_meaningful", "Jawaban bermakna, bukan isian asal", "Answers mean something"},
    Standard{"not_barred", "Tidak terhalang penghargaan terdahulu", "Not barred by earlier awards"}};
constexpr std::array standard_documents = {
    Standard{"originator_decree", "Keputusan atau surat yang menyebut penggagas", "Decree or letter naming the originator"},
    Standard{"implementation_statement", "Surat pernyataan implementasi", "Statement of implementation"},
    Standard{"replication_statement", "Surat pernyataan bersedia direplikasi", "Statement of willingness to be replicated"}};

std::vector<TickLine> lines_of(std::span<const Standard> standards) {
  std::vector<TickLine> lines;
  for (const Standard& each : standards)
    lines.push_back({std::string(each.key), {{"id", each.id}, {"en", each.en}}, nullptr, {}});
  return lines;
}

const json::object& properties_of(const statechart::Definition& definition, std::string_view event) {
  static const json::object nothing;
  const json::value* form = statechart::form_of(definition, event);
  return form == nullptr || !form->is_object() ? nothing : object_of(form->get_object(), "properties");
}

// The lines of an event; nothing where it has no list.
std::optional<std::vector<TickLine>> lines_for(const Machine& machine, std::string_view event) {
  if (!leaves_ticks_open(*machine.pinned().definition, event)) return std::nullopt;
  if (event == check_event_of(machine.rulebook())) return administrative_lines(machine.rulebook(), machine.proposal().group);
  if (event == documents_event) return document_lines(machine.rulebook());
  return std::nullopt;
}

std::int64_t failed_of(const json::object& ticks) {
  return std::ranges::count_if(ticks, [](const auto& tick) { return tick.value() != json::value(true); });
}

std::string named(const std::vector<TickLine>& lines) {
  std::string names;
  for (const TickLine& line : lines) names += (names.empty() ? "" : ", ") + line.key;
  return names;
}

}  // namespace

std::string_view check_event_of(const Rulebook& rulebook) {
  return rulebook.entry.check_event.empty() ? standard_event : std::string_view(rulebook.entry.check_event);
}

std::vector<TickLine> administrative_lines(const Rulebook& rulebook, std::string_view group) {
  if (rulebook.entry.check_event.empty()) return lines_of(standard_checks);
  std::vector<TickLine> lines;
  const auto& list = array_of(object_of(rulebook.document, "checks"), "list");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Check& check = rulebook.entry.checks[i];
    if (!check.groups.empty() && std::ranges::find(check.groups, group) == check.groups.end()) continue;
    lines.push_back({check.key, object_of(list[i].get_object(), "title"), &check, {}});
  }
  return lines;
}

std::vector<TickLine> document_lines(const Rulebook& rulebook) {
  if (rulebook.entry.documents.empty()) return lines_of(standard_documents);
  std::vector<TickLine> lines;
  const auto& list = array_of(rulebook.document, "documents");
  for (std::size_t i = 0; i < list.size(); ++i) {
    const NeededDocument& document = rulebook.entry.documents[i];
    lines.push_back({document.key, object_of(list[i].get_object(), "title"), nullptr, document.attachment});
  }
  return lines;
}

bool leaves_ticks_open(const statechart::Definition& definition, std::string_view event) {
  const json::object& ticks = object_of(properties_of(definition, event), "ticks");
  const json::value* further = ticks.if_contains("additionalProperties");
  return further != nullptr && further->is_object() && object_of(ticks, "properties").empty();
}

json::value form_of_event(const Machine& machine, std::string_view event) {
  const json::value* form = statechart::form_of(*machine.pinned().definition, event);
  if (form == nullptr) return nullptr;
  json::value filled = *form;
  if (const auto lines = lines_for(machine, event)) {
    json::object properties;
    json::array required;
    for (const TickLine& line : *lines) {
      properties[line.key] = json::object{{"type", "boolean"}, {"description", text_of(line.title, "en")}};
      required.emplace_back(line.key);
    }
    filled.at("properties").at("ticks") = json::object{
        {"type", "object"}, {"additionalProperties", false}, {"required", std::move(required)}, {"properties", std::move(properties)}};
  }
  return filled;
}

std::optional<Rejection> refuse_ticks(const Machine& machine, std::string_view event, const json::object& data) {
  const auto lines = lines_for(machine, event);
  if (!lines) return std::nullopt;
  const auto& ticks = object_of(data, "ticks");
  Faults faults;
  for (const TickLine& line : *lines) {
    if (!ticks.contains(line.key)) faults.push_back({"/data/ticks/" + pointer_escape(line.key), "is required", "wajib diisi"});
  }
  for (const auto& [key, value] : ticks) {
    if (std::ranges::find(*lines, std::string_view(key), &TickLine::key) == lines->end())
      faults.push_back({"/data/ticks/" + pointer_escape(key), "is not a tick here: there are " + named(*lines),
                        "bukan centang di sini: yang ada " + named(*lines)});
  }
  if (const json::value* claimed = data.if_contains("failed"); claimed != nullptr && *claimed != json::value(failed_of(ticks))) {
    const std::string counted = std::to_string(failed_of(ticks));
    faults.push_back({"/data/failed", "is counted by the program, and comes to " + counted + ": leave it out",
                      "dihitung oleh program, hasilnya " + counted + ": tidak perlu diisi"});
  }
  if (faults.empty()) return std::nullopt;
  return invalid("invalid_form", faults);
}

std::optional<Rejection> refuse_unattached(World& world, const Machine& machine, std::string_view event, const json::object& data) {
  if (event != documents_event || machine.rulebook().entry.documents.empty()) return std::nullopt;
  const auto& files = world.read<Attachments>(stream_of("attachments", machine.proposal().id)).by_name;
  const auto& ticks = object_of(data, "ticks");
  json::array contradicted;
  Sentence first;
  for (const NeededDocument& document : machine.rulebook().entry.documents) {
    if (document.attachment.empty() || files.contains(document.attachment) || !flag_of(ticks, document.key)) continue;
    const Sentence why{"the file \"" + document.attachment + "\" is not attached.", "berkas \"" + document.attachment + "\" tidak terlampir."};
    if (contradicted.empty()) first = why;
    contradicted.push_back(json::object{{"check", document.key},
                                        {"pointer", "/data/ticks/" + pointer_escape(document.key)},
                                        {"code", "not_attached"},
                                        {"attachment", document.attachment},
                                        {"message", why.en},
                                        {"message_id", why.id}});
  }
  if (contradicted.empty()) return std::nullopt;
  return conflict("check_contradicted", {"A tick says otherwise than what was found: " + first.en, "Centang bertentangan dengan yang ditemukan: " + first.id},
                  {{"checks", std::move(contradicted)}});
}

json::object with_count(const statechart::Definition& definition, std::string_view event, json::object data) {
  if (!data.contains("ticks") || !properties_of(definition, event).contains("failed") || !leaves_ticks_open(definition, event)) return data;
  data["failed"] = failed_of(object_of(data, "ticks"));
  return data;
}

}  // namespace jejak::workflows
