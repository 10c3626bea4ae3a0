#include "workflows/competition/amendment.hpp"

#include <algorithm>

#include "workflows/assessment/state.hpp"
#include "workflows/competition/description.hpp"
#include "workflows/competition/window.hpp"
#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

const std::string_view propose_amendment_body = R"({
"type":"object","additionalProperties":false,"required":["rulebook_document","reason"],"properties":{
 "rulebook_document":{"type":"object","description":"a whole rulebook; what it may not change is said in the refusal"},
 "reason":{"type":"string","minLength":1,"maxLength":2000}}})";
const std::string_view settle_amendment_body = R"({
"type":"object","additionalProperties":false,"required":["confirm"],"properties":{"confirm":{"type":"boolean"}}})";

namespace {

constexpr std::size_t changes_told_max = 100;

struct Change {
  const Competition& competition;
  const Rulebook& from;
  const Rulebook& to;
};

// Where two documents differ, two levels down at most: "/stages/1/quorum".
void find_differences(const json::value& before, const json::value& after, const std::string& pointer, int depth, json::array& found) {
  if (before == after || found.size() >= changes_told_max) return;
  const auto visit = [&](const std::string& name, const json::value* was, const json::value* is) {
    static const json::value none;
    find_differences(was == nullptr ? none : *was, is == nullptr ? none : *is, pointer + "/" + pointer_escape(name), depth - 1, found);
  };
  if (depth > 0 && before.is_object() && after.is_object()) {
    for (const auto& [key, value] : before.get_object()) visit(std::string(key), &value, after.get_object().if_contains(key));
    for (const auto& [key, value] : after.get_object())
      if (!before.get_object().contains(key)) visit(std::string(key), nullptr, &value);
  } else if (depth > 0 && before.is_array() && after.is_array() && before.get_array().size() == after.get_array().size()) {
    for (std::size_t i = 0; i < before.get_array().size(); ++i) visit(std::to_string(i), &before.get_array()[i], &after.get_array()[i]);
  } else {
    found.emplace_back(pointer);
  }
}

bool was_judged(World& world, const Competition& competition, const std::string& stage) {
  if (world.read<StageDecision>(stream_of("decision", competition.id + "-" + stage)).rounds > 0) return true;
  const auto& proposals = world.read<Register>(stream_of("register", competition.id)).proposals;
  return std::ranges::any_of(proposals, [&](const std::string& proposal) {
    return world.read<Assessments>(stream_of("assessment", proposal + "-" + stage)).first_sheet > 0;
  });
}

void stage_faults(World& world, const Change& change, Faults& faults, json::array& judged) {
  const json::array& before = array_of(change.from.document, "stages");
  const json::array& after = array_of(change.to.document, "stages");
  const auto name = [](const json::value& stage) { return text_of(members_of(stage), "name"); };
  if (!std::ranges::equal(before, after, {}, name, name))
    return faults.push_back({"/rulebook_document/stages", "must be the same stages in the same order", "harus tahap yang sama dalam urutan yang sama"});
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i] != after[i] && was_judged(world, change.competition, std::string(name(before[i])))) judged.emplace_back(name(before[i]));
  }
}

void window_faults(const Change& change, Timestamp now, Faults& faults) {
  for (const Window& window : change.from.windows) {
    const auto same = std::ranges::find(change.to.windows, window.name, &Window::name);
    if (same == change.to.windows.end()) {
      faults.push_back({"/rulebook_document/windows", "must still have the window " + window.name, "harus tetap memuat jangka waktu " + window.name});
      continue;
    }
    const std::string pointer = "/rulebook_document/windows/" + std::to_string(same - change.to.windows.begin());
    if (window.opens > now) continue;
    const std::string closes = format_rfc3339(closes_at(window, change.competition));
    if (same->opens != window.opens)
      faults.push_back({pointer + "/opens", "must stay: the window has opened already", "harus tetap: jangka waktu sudah dibuka"});
    if (same->closes < closes_at(window, change.competition))
      faults.push_back({pointer + "/closes", "must not be before " + closes + ": a window that has opened is never cut short",
                        "tidak boleh sebelum " + closes + ": jangka waktu yang sudah dibuka tidak dipersingkat"});
  }
}

void kept_faults(const Change& change, Faults& faults) {
  if (change.from.definition != change.to.definition)
    faults.push_back({"/rulebook_document/definition", "must stay: a competition moves to another machine by a migration", "harus tetap: pindah mesin dilakukan dengan migrasi"});
  if (change.from.zone != change.to.zone) faults.push_back({"/rulebook_document/zone", "must stay", "harus tetap"});
  for (const Category& category : change.from.categories)
    if (change.to.find_category(category.key) == nullptr)
      faults.push_back({"/rulebook_document/categories", "must still have the category " + category.key, "harus tetap memuat kategori " + category.key});
  for (const std::string& group : change.from.groups)
    if (std::ranges::find(change.to.groups, group) == change.to.groups.end())
      faults.push_back({"/rulebook_document/groups", "must still have the group " + group, "harus tetap memuat kelompok " + group});
}

std::optional<Rejection> refuse_change(World& world, const Change& change) {
  Faults faults;
  json::array judged;
  kept_faults(change, faults);
  window_faults(change, world.now(), faults);
  stage_faults(world, change, faults, judged);
  const auto& machine = definition_of(world, text_of(change.competition.definition, "hash"));
  for (Fault& fault : check_against(change.to, *machine.definition)) {
    fault.pointer.insert(0, "/rulebook_document");
    faults.push_back(std::move(fault));
  }
  if (!faults.empty()) return invalid("invalid_rulebook", faults);
  if (judged.empty()) return std::nullopt;
  return conflict("already_judged", {"What was judged is not judged by other rules afterwards: these stages have score sheets.",
                                     "Yang sudah dinilai tidak dinilai ulang dengan aturan lain: tahap ini sudah memiliki lembar penilaian."},
                  {{"stages", std::move(judged)}});
}

}  // namespace

Decision propose_amendment(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const json::value& document = command.body.at("rulebook_document");
  auto rulebook = parse_rulebook(document);
  if (!rulebook) {
    Faults faults = rulebook.error();
    for (Fault& fault : faults) fault.pointer.insert(0, "/rulebook_document");
    return invalid("invalid_rulebook", faults);
  }
  const std::string hash = document_hash(document), was(text_of((*competition)->rulebook, "hash"));
  if (hash == was) return conflict("nothing_changed", {"These are the rules that hold already.", "Aturan ini sudah berlaku."});
  const Rulebook& before = *rulebook_of(world, was).rulebook;
  if (auto refused = refuse_change(world, {**competition, before, **rulebook})) return *refused;
  Accepted accepted;
  const std::string stream = stream_of("rulebook", hash);
  if (world.version(stream) == 0) accepted.events.push_back({stream, "RulebookRecorded", {{"document", document}}});
  json::array changed;
  find_differences(before.document, document, "", 3, changed);
  json::object data{{"competition", (*competition)->id}, {"organizer", (*competition)->organizer}, {"rulebook", named(**rulebook, hash)}, {"changed", changed}};
  copy_member(command.body, "reason", data);
  accepted.answer = {{"status", "open"}, {"rulebook", data.at("rulebook")}, {"changed", std::move(changed)}};
  accepted.events.push_back({stream_of("competition", (*competition)->id), "AmendmentProposed", std::move(data)});
  return accepted;
}

Decision settle_amendment(World& world, const Command& command) {
  const auto known = own_competition(world, command);
  if (!known) return known.error();
  const Competition& competition = **known;
  if (!competition.amendment) return not_found("amendment", competition.id);
  if (auto same = refuse_same_person(world, command.caller, competition.amendment->proposed_by)) return *same;
  json::object data{{"competition", competition.id},
                    {"organizer", competition.organizer},
                    {"reason", competition.amendment->reason},
                    {"proposed_by", competition.amendment->proposed_by}};
  const std::string stream = stream_of("competition", competition.id);
  if (!flag_of(command.body, "confirm")) return Accepted{{{stream, "AmendmentRejected", std::move(data)}}, {{"status", "rejected"}}};
  const std::string_view was = text_of(competition.rulebook, "hash");
  const Rulebook& before = *rulebook_of(world, was).rulebook;
  const Rulebook& after = *rulebook_of(world, competition.amendment->hash).rulebook;
  if (auto refused = refuse_change(world, {competition, before, after})) return *refused;
  data["was"] = competition.rulebook;
  data["rulebook"] = named(after, competition.amendment->hash);
  json::array changed;
  find_differences(before.document, after.document, "", 3, changed);
  data["changed"] = std::move(changed);
  for (auto& [key, value] : described(after, competition.extended)) data[key] = std::move(value);
  return Accepted{{{stream, "RulebookAmended", std::move(data)}}, {{"status", "amended"}, {"rulebook", named(after, competition.amendment->hash)}}};
}

}  // namespace jejak::workflows
