#include "workflows/proposal/entry.hpp"

#include <algorithm>
#include <set>

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

// A title is free again once its proposal was withdrawn; whoever takes it then is flagged (enter.cpp).
bool is_taken(World& world, const Register& entries, std::string_view title) {
  const auto found = entries.titles.find(title_key(title));
  if (found == entries.titles.end()) return false;
  const json::value* value =
      members_of(world.read<Proposal>(stream_of("proposal", found->second)).state).if_contains("value");
  return value == nullptr || !is_in(*value, "withdrawn");
}

Rejection quota_reached(std::int64_t quota, std::string_view whose, std::string_view whose_id) {
  const std::string most = std::to_string(quota);
  return conflict("quota_reached",
                  {std::string(whose) + " may enter at most " + most + " proposals.",
                   std::string(whose_id) + " paling banyak mengajukan " + most + " proposal."},
                  {{"quota", quota}});
}

void quota_obstacles(const Entry& entry, const Register& entries, std::vector<Rejection>& found) {
  const auto& quota = entry.rulebook.quota_per_entrant;
  const auto entered = entries.per_entrant.find(entry.entrant.id);
  if (quota && entered != entries.per_entrant.end() && entered->second >= *quota)
    found.push_back(quota_reached(*quota, "An entrant", "Setiap peserta"));
  const auto per_agency = entry.rulebook.entry.quota_per_agency.find(entry.group());
  if (per_agency == entry.rulebook.entry.quota_per_agency.end()) return;
  const auto of_agency = entries.per_agency.find(agency_key(entry.entrant.organizer, entry.group()));
  if (of_agency == entries.per_agency.end() || of_agency->second < per_agency->second) return;
  const std::string group(entry.group());
  found.push_back(quota_reached(per_agency->second, "An agency, in the group " + group + ",",
                                "Setiap instansi, pada kelompok " + group + ","));
  found.back().details["agency"] = entry.entrant.organizer;
  found.back().details["group"] = group;
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
  if (is_taken(world, entries, text_of(entry.body, "title")))
    found.push_back(conflict("title_taken", {"Another proposal of this competition has this title.",
                                             "Proposal lain dalam kompetisi ini sudah memakai judul tersebut."}));
  quota_obstacles(entry, entries, found);
  const Examined examined{entry.competition, entry.rulebook, entry.entrant.organizer, text_of(entry.body, "title"),
                          entry.group(), text_of(entry.body, "started_on")};
  for (CheckResult& result : examine(world, examined)) {
    if (result.refusal) found.push_back(*std::move(result.refusal));
  }
  return found;
}

}  // namespace jejak::workflows
