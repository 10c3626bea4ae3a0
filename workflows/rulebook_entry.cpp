#include "workflows/rulebook_entry.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "workflows/field.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

namespace {

struct Named {
  std::string_view name;
  Computes computes;
};
constexpr std::array computations = {
    Named{"age", Computes::age},     Named{"prior_awards", Computes::prior_awards},
    Named{"past_winner", Computes::past_winner}, Named{"title", Computes::title},
    Named{"quota", Computes::quota}, Named{"entrant_kind", Computes::entrant_kind},
    Named{"answers", Computes::answers},
};

Computes computes_of(std::string_view name) {
  const auto found = std::ranges::find(computations, name, &Named::name);
  return found == computations.end() ? Computes::nothing : found->computes;
}

std::vector<std::string> texts(const json::object& object, std::string_view key) {
  std::vector<std::string> all;
  for (const auto& value : array_of(object, key)) all.emplace_back(value.get_string());
  return all;
}

class EntryReader {
 public:
  EntryReader(const json::object& document, const Rulebook& rulebook, Faults& faults)
      : document_(document), rulebook_(rulebook), faults_(faults) {}

  EntryPolicy read() {
    const auto& checks = object_of(document_, "checks");
    policy_.check_event = text_of(checks, "event");
    std::size_t index = 0;
    for (const auto& value : array_of(checks, "list"))
      read_check(value.get_object(), "/checks/list/" + std::to_string(index++));
    read_documents();
    for (const auto& [group, most] : object_of(object_of(document_, "quota"), "per_agency")) {
      check_group(group, "/quota/per_agency/" + pointer_escape(group));
      policy_.quota_per_agency[std::string(group)] = most.to_number<std::int64_t>();
    }
    index = 0;
    for (const auto& value : array_of(document_, "promotions"))
      read_promotion(value.get_object(), "/promotions/" + std::to_string(index++));
    if (document_.contains("merge_event")) policy_.merge_event = text_of(document_, "merge_event");
    return std::move(policy_);
  }

 private:
  void fault(std::string pointer, std::string en, std::string id) {
    faults_.push_back({std::move(pointer), std::move(en), std::move(id)});
  }

  void check_group(std::string_view group, const std::string& pointer) {
    if (std::ranges::find(rulebook_.groups, group) == rulebook_.groups.end())
      fault(pointer, "there is no group \"" + std::string(group) + "\"", "tidak ada kelompok \"" + std::string(group) + "\"");
  }

  void read_check(const json::object& object, const std::string& pointer) {
    Check check;
    check.key = text_of(object, "key");
    if (!keys_.insert(check.key).second)
      fault(pointer + "/key", "\"" + check.key + "\" stands here twice", "\"" + check.key + "\" tercantum dua kali");
    check.computes = computes_of(text_of(object, "computes"));
    check.groups = texts(object, "groups");
    for (std::size_t i = 0; i < check.groups.size(); ++i)
      check_group(check.groups[i], pointer + "/groups/" + std::to_string(i));
    if (check.computes == Computes::age) read_age(check, object, pointer);
    check.awards = texts(object, "awards");
    check.within_years = integer_of(object, "within_years");
    const bool about_awards = check.computes == Computes::prior_awards || check.computes == Computes::past_winner;
    if (about_awards && check.awards.empty())
      fault(pointer + "/awards", "is required: which awards, as the register of prior awards names them",
            "wajib diisi: penghargaan mana, menurut nama dalam daftar penghargaan terdahulu");
    policy_.checks.push_back(std::move(check));
  }

  void read_documents() {
    std::set<std::string> taken;
    std::size_t index = 0;
    for (const auto& value : array_of(document_, "documents")) {
      const json::object& object = value.get_object();
      NeededDocument document{std::string(text_of(object, "key")), std::string(text_of(object, "attachment"))};
      if (!taken.insert(document.key).second)
        fault("/documents/" + std::to_string(index) + "/key", "\"" + document.key + "\" stands here twice", "\"" + document.key + "\" tercantum dua kali");
      policy_.documents.push_back(std::move(document));
      ++index;
    }
  }

  void read_age(Check& check, const json::object& object, const std::string& pointer) {
    check.years = integer_of(object, "years");
    for (const auto& [group, years] : object_of(object, "years_by_group")) {
      check_group(group, pointer + "/years_by_group/" + pointer_escape(group));
      check.years_by_group[std::string(group)] = years.to_number<std::int64_t>();
    }
    check.counted_back_from = text_of(object, "counted_back_from");
    if (std::ranges::find(rulebook_.windows, check.counted_back_from, &Window::name) == rulebook_.windows.end())
      fault(pointer + "/counted_back_from", "must name the window from whose close the age is counted back",
            "harus menyebut jadwal yang penutupannya menjadi acuan hitung umur");
  }

  void read_promotion(const json::object& object, const std::string& pointer) {
    PromotionRule rule{std::string(text_of(object, "stage")), integer_of(object, "best"),
                       std::string(text_of(object, "tier")), texts(object, "passes_over")};
    if (object.contains("tie")) rule.tie = text_of(object, "tie");
    if (rulebook_.find_stage(rule.stage) == nullptr)
      fault(pointer + "/stage", "there is no stage \"" + rule.stage + "\"", "tidak ada tahap \"" + rule.stage + "\"");
    policy_.promotions.push_back(std::move(rule));
  }

  const json::object& document_;
  const Rulebook& rulebook_;
  Faults& faults_;
  std::set<std::string> keys_;
  EntryPolicy policy_;
};

}  // namespace

EntryPolicy read_entry_policy(const json::object& document, const Rulebook& rulebook, Faults& faults) {
  return EntryReader(document, rulebook, faults).read();
}

}  // namespace jejak::workflows
