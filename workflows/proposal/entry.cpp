#include "workflows/proposal/entry.hpp"

#include <algorithm>
#include <set>

#include "workflows/competition/late_entry.hpp"
#include "workflows/competition/window.hpp"
#include "workflows/field.hpp"
#include "workflows/proposal/checks.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

void group_faults(const Entry& entry, Faults& faults) {
  const std::string_view group = text_of(entry.body, "group");
  if (!group.empty() && std::ranges::find(entry.rulebook.groups, group) == entry.rulebook.groups.end())
    faults.push_back({"/group", "is not a group of this competition", "bukan kelompok kompetisi ini"});
}

void category_faults(const Entry& entry, Faults& faults) {
  const Category* category = entry.rulebook.find_category(text_of(entry.body, "category"));
  if (category == nullptr) return faults.push_back({"/category", "is not a category of this competition", "bukan kategori kompetisi ini"});
  std::set<std::string_view> named;
  std::size_t index = 0;
  for (const auto& value : array_of(entry.body, "elements")) {
    const std::string_view element = value.get_string();
    if (std::ranges::find(category->elements, element) == category->elements.end())
      faults.push_back({"/elements/" + std::to_string(index), "is not an element of this category", "bukan unsur kategori ini"});
    named.insert(element);
    ++index;
  }
  if (const std::string least = std::to_string(category->elements_min); named.size() < category->elements_min)
    faults.push_back({"/elements", "must name at least " + least + " element(s) of this category",
                      "harus menyebut paling sedikit " + least + " unsur kategori ini"});
}

Faults field_faults(const Entry& entry) {
  Faults faults;
  group_faults(entry, faults);
  category_faults(entry, faults);
  if (const auto started = text_of(entry.body, "started_on"); !started.empty() && !is_date(started))
    faults.push_back({"/started_on", "must be a date such as 2020-01-31", "harus berupa tanggal seperti 2020-01-31"});
  return faults;
}

bool was_withdrawn(World& world, const std::string& proposal) {
  const json::value* value = members_of(world.read<Proposal>(stream_of("proposal", proposal)).state).if_contains("value");
  return value != nullptr && is_in(*value, "withdrawn");
}

// A title is free again once its proposal was withdrawn; whoever takes it then is flagged (enter.cpp).
bool is_taken(World& world, const Register& entries, std::string_view title) {
  const auto found = entries.titles.find(title_key(title));
  return found != entries.titles.end() && !was_withdrawn(world, found->second);
}

// Says who holds the places; nothing while there is room. What was withdrawn or merged holds none.
std::optional<Rejection> quota_reached(World& world, std::int64_t quota, const Register::Proposals* entered, Sentence whose) {
  if (entered == nullptr || static_cast<std::int64_t>(entered->size()) < quota) return std::nullopt;
  json::array held_by;
  for (const std::string& id : *entered) {
    if (was_withdrawn(world, id)) continue;
    const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
    held_by.push_back({{"proposal", id}, {"number", proposal.number}, {"title", proposal.title}});
  }
  if (static_cast<std::int64_t>(held_by.size()) < quota) return std::nullopt;
  const std::string most = std::to_string(quota);
  return conflict("quota_reached", {whose.en + " may enter at most " + most + " proposals.", whose.id + " paling banyak mengajukan " + most + " proposal."},
                  {{"quota", quota}, {"held_by", std::move(held_by)}});
}

const Register::Proposals* entered_by(const std::unordered_map<std::string, Register::Proposals>& lists, const std::string& key) {
  const auto found = lists.find(key);
  return found == lists.end() ? nullptr : &found->second;
}

void agency_obstacle(World& world, const Entry& entry, const Register& entries, std::vector<Rejection>& found) {
  const std::string group(entry.group());
  const auto quota = entry.rulebook.entry.quota_per_agency.find(group);
  if (quota == entry.rulebook.entry.quota_per_agency.end()) return;
  auto reached = quota_reached(world, quota->second, entered_by(entries.per_agency, agency_key(entry.entrant.organizer, group)),
                               {"An agency, in the group " + group + ",", "Setiap instansi, pada kelompok " + group + ","});
  if (!reached) return;
  reached->details["agency"] = entry.entrant.organizer;
  reached->details["group"] = group;
  found.push_back(*std::move(reached));
}

void title_obstacle(World& world, const Entry& entry, const Register& entries, std::vector<Rejection>& found) {
  if (is_taken(world, entries, text_of(entry.body, "title")))
    found.push_back(conflict("title_taken", {"Another proposal of this competition has this title.",
                                             "Proposal lain dalam kompetisi ini sudah memakai judul tersebut."}));
}

// Who was let in late enters as many as were allowed; an older admission says no number.
void late_obstacle(World& world, const Entry& entry, const Register& entries, std::vector<Rejection>& found) {
  const Window* used_up = nullptr;
  const Competition::Admission* admission = nullptr;
  for (const Window& window : entry.rulebook.windows) {
    if (!governs_entry(window) || window.opens > world.now()) continue;
    if (world.now() <= closes_at(window, entry.competition)) return;  // open for everybody
    const auto admitted = entry.competition.admitted.find(late_key(window.name, entry.entrant.id));
    if (admitted == entry.competition.admitted.end() || admitted->second.closes < world.now()) continue;
    const Timestamp closed = closes_at(window, entry.competition), since = admitted->second.admitted_at;
    const Register::Proposals* entered = entered_by(entries.per_entrant, entry.entrant.id);
    const auto late = entered == nullptr ? 0 : std::ranges::count_if(*entered, [&](const std::string& id) {
      const Timestamp at = entries.entered_at.at(id);
      return at > closed && at >= since && !was_withdrawn(world, id);
    });
    if (admitted->second.entries == 0 || late < admitted->second.entries) return;
    used_up = &window;
    admission = &admitted->second;
  }
  if (used_up == nullptr) return;
  const std::string count = std::to_string(admission->entries);
  found.push_back(conflict("late_entries_used",
                           {"The window \"" + used_up->name + "\" was opened late for " + count + " proposal(s) of this entrant, which were entered.",
                            "Jangka waktu \"" + used_up->name + "\" dibuka terlambat untuk " + count + " proposal peserta ini, dan semuanya sudah diajukan."},
                           {{"window", used_up->name}, {"entries", admission->entries}, {"closes", format_rfc3339(admission->closes)}}));
}

void check_obstacles(World& world, const Entry& entry, std::vector<Rejection>& found) {
  const Examined examined{entry.competition, entry.rulebook, entry.entrant.organizer, text_of(entry.body, "title"),
                          entry.group(), text_of(entry.body, "started_on"), entry.entrant.id};
  for (CheckResult& result : examine(world, examined)) {
    if (result.refusal) found.push_back(*std::move(result.refusal));
  }
}

}  // namespace

std::string_view Entry::group() const {
  const std::string_view named = text_of(body, "group");
  return named.empty() && !rulebook.groups.empty() ? std::string_view(rulebook.groups.front()) : named;
}

std::vector<Rejection> entry_obstacles(World& world, const Entry& entry) {
  std::vector<Rejection> found;
  if (Faults faults = field_faults(entry); !faults.empty()) found.push_back(invalid("unknown_category", faults));
  const std::string& kind = entry.entrant.kind;
  if (std::ranges::find(entry.rulebook.entrant_kinds, kind) == entry.rulebook.entrant_kinds.end())
    found.push_back(conflict("wrong_kind", {"Entrants of the kind " + kind + " may not take part.",
                                            "Peserta jenis " + kind + " tidak dapat ikut serta."}));
  if (auto closed = refuse_closed(
          entry.rulebook, entry.competition, world.now(),
          [](std::string_view governed) { return governed == "ENTER"; }, entry.entrant.id))
    found.push_back(*std::move(closed));
  const auto& entries = world.read<Register>(stream_of("register", entry.competition.id));
  late_obstacle(world, entry, entries, found);
  title_obstacle(world, entry, entries, found);
  if (const auto& quota = entry.rulebook.quota_per_entrant) {
    if (auto reached = quota_reached(world, *quota, entered_by(entries.per_entrant, entry.entrant.id), {"An entrant", "Setiap peserta"}))
      found.push_back(*std::move(reached));
  }
  agency_obstacle(world, entry, entries, found);
  check_obstacles(world, entry, found);
  return found;
}

std::vector<Rejection> correction_obstacles(World& world, const Entry& entry, const Proposal& proposal) {
  std::vector<Rejection> found;
  if (Faults faults = field_faults(entry); !faults.empty()) found.push_back(invalid("unknown_category", faults));
  const auto& entries = world.read<Register>(stream_of("register", entry.competition.id));
  if (title_key(text_of(entry.body, "title")) != title_key(proposal.title)) title_obstacle(world, entry, entries, found);
  if (entry.group() != proposal.group) agency_obstacle(world, entry, entries, found);
  check_obstacles(world, entry, found);
  return found;
}

}  // namespace jejak::workflows
