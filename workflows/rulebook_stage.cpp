#include <algorithm>
#include <array>
#include <set>

#include "workflows/field.hpp"
#include "workflows/rulebook.hpp"

namespace jejak::workflows {

namespace {

class StageReader {
 public:
  StageReader(const json::object& document, const std::string& pointer, Faults& faults)
      : document_(document), pointer_(pointer), faults_(faults) {}
  Stage read();

 private:
  void fault(std::string pointer, std::string en, std::string id) {
    faults_.push_back({std::move(pointer), std::move(en), std::move(id)});
  }
  Decimal decimal(const json::object& object, std::string_view key, const std::string& pointer);
  Decimal weight(const json::object& object, const std::string& pointer);
  std::string key_of(const json::object& object, const std::string& pointer);
  void sums_to(const Rational& sum, const Decimal& whole, const std::string& pointer);
  void read_score();
  void read_parts(const json::object& object, const std::string& pointer, const Criterion& whole);
  void read_criteria();
  void read_tie();

  const json::object& document_;
  const std::string& pointer_;
  Faults& faults_;
  std::set<std::string> keys_;
  Stage stage_;
};

Decimal StageReader::decimal(const json::object& object, std::string_view key, const std::string& pointer) {
  const auto value = Decimal::parse(text_of(object, key));
  if (!value)
    fault(pointer + "/" + std::string(key), "must be a decimal such as \"12.5\"", "harus berupa desimal seperti \"12.5\"");
  return value.value_or(Decimal());
}

Decimal StageReader::weight(const json::object& object, const std::string& pointer) {
  const Decimal weight = decimal(object, "weight", pointer);
  if (weight < Decimal(0, 0) || weight.scale() > 4)
    fault(pointer + "/weight", "a weight is not negative and has at most four decimals",
          "bobot tidak negatif dan paling banyak empat desimal");
  return weight;
}

// Criteria and their parts share one space of keys: the score sheet's.
std::string StageReader::key_of(const json::object& object, const std::string& pointer) {
  std::string key(text_of(object, "key"));
  if (!keys_.insert(key).second)
    fault(pointer + "/key", "\"" + key + "\" stands here twice", "\"" + key + "\" tercantum dua kali");
  return key;
}

void StageReader::sums_to(const Rational& sum, const Decimal& whole, const std::string& pointer) {
  if (sum == Rational(whole)) return;
  const auto total = sum.to_decimal(9, Rounding::half_even);
  const std::string is = total ? total->to_string() : "?";
  fault(pointer, "the weights sum to " + is + ", not to " + whole.to_string(),
        "jumlah bobot " + is + ", bukan " + whole.to_string());
}

void StageReader::read_score() {
  const auto& score = object_of(document_, "score");
  const std::string place = pointer_ + "/score";
  stage_.score_min = decimal(score, "min", place);
  stage_.score_max = decimal(score, "max", place);
  stage_.score_step = decimal(score, "step", place);
  if (stage_.score_max <= stage_.score_min) fault(place + "/max", "must be more than min", "harus lebih dari min");
  if (stage_.score_step <= Decimal(0, 0)) fault(place + "/step", "must be more than 0", "harus lebih dari 0");
  const Decimal bound(1'000'000, 0), lower(-1'000'000, 0);
  if (stage_.score_max > bound || stage_.score_min < lower || stage_.score_min.scale() > 4 || stage_.score_step.scale() > 4)
    fault(place, "scores are within a million and have at most four decimals",
          "nilai dalam batas satu juta dan paling banyak empat desimal");
}

// The parts stand on the score sheet in the criterion's place, each with its share of the weight.
void StageReader::read_parts(const json::object& object, const std::string& pointer, const Criterion& whole) {
  Rational sum;
  std::size_t index = 0;
  for (const auto& value : array_of(object, "parts")) {
    const std::string place = pointer + "/parts/" + std::to_string(index++);
    Criterion part{key_of(value.get_object(), place), weight(value.get_object(), place), whole.key};
    sum = sum.plus(Rational(part.weight)).value_or(Rational());
    stage_.criteria.push_back(std::move(part));
  }
  sums_to(sum, whole.weight, pointer + "/parts");
  if (whole.weight == Decimal(0, 0))
    fault(pointer + "/weight", "of a criterion with parts must be more than 0", "kriteria yang berbagian harus berbobot lebih dari 0");
}

void StageReader::read_criteria() {
  Rational sum;
  std::size_t index = 0;
  for (const auto& value : array_of(document_, "criteria")) {
    const std::string place = pointer_ + "/criteria/" + std::to_string(index++);
    const json::object& object = value.get_object();
    Criterion criterion{key_of(object, place), weight(object, place), {}};
    sum = sum.plus(Rational(criterion.weight)).value_or(Rational());
    if (object.contains("parts")) {
      read_parts(object, place, criterion);
    } else {
      stage_.criteria.push_back(std::move(criterion));
    }
  }
  sums_to(sum, Decimal(100, 0), pointer_ + "/criteria");
  if (stage_.criteria.size() > stage_lines_max)
    fault(pointer_ + "/criteria", "has more than " + std::to_string(stage_lines_max) + " lines to score",
          "punya lebih dari " + std::to_string(stage_lines_max) + " baris penilaian");
}

void StageReader::read_tie() {
  const auto& tie = object_of(document_, "tie");
  std::size_t index = 0;
  for (const auto& value : array_of(tie, "criteria")) {
    const std::string key(value.get_string());
    if (!keys_.contains(key))
      fault(pointer_ + "/tie/criteria/" + std::to_string(index), "\"" + key + "\" is not a criterion of this stage",
            "\"" + key + "\" bukan kriteria tahap ini");
    stage_.tie_criteria.push_back(key);
    ++index;
  }
  const auto then = tie_named(text_of(tie, "then"));
  stage_.tie = then.value_or(Tie::stop);
}

// In the order of Announce.
constexpr std::array<std::string_view, 4> announce_names = {"nothing", "names", "ranking", "scores"};

Stage StageReader::read() {
  stage_.name = text_of(document_, "name");
  if (!is_slug(stage_.name))
    fault(pointer_ + "/name", "must be of a-z, 0-9 and dashes, 3 to 64 characters",
          "harus dari a-z, 0-9, dan tanda hubung, 3 sampai 64 karakter");
  stage_.judged_in = text_of(document_, "judged_in");
  stage_.in_event = text_of(document_, "in_event");
  stage_.out_event = text_of(document_, "out_event");
  read_score();
  read_criteria();
  const auto& top = object_of(document_, "top");
  stage_.top = static_cast<std::size_t>(integer_of(top, "count"));
  stage_.top_per_category = text_of(top, "per") == "category";
  if (document_.contains("passing_grade")) stage_.passing_grade = decimal(document_, "passing_grade", pointer_);
  stage_.quorum = static_cast<std::size_t>(integer_of(document_, "quorum"));
  for (const auto& [element, least] : object_of(object_of(document_, "jury"), "at_least"))
    stage_.composition[std::string(element)] = static_cast<std::size_t>(least.to_number<std::int64_t>());
  stage_.plenary_may_change = flag_of(document_, "plenary_may_change");
  stage_.four_eyes = flag_of(document_, "four_eyes");
  const auto announced = std::ranges::find(announce_names, text_of(document_, "announce"));
  if (announced != announce_names.end()) stage_.announce = static_cast<Announce>(announced - announce_names.begin());
  stage_.plenary_may_exceed = flag_of(document_, "plenary_may_exceed");
  read_tie();
  stage_.policy = read_decision_policy(document_, pointer_, faults_);
  return std::move(stage_);
}

struct TieName {
  std::string_view name;
  Tie tie;
};
constexpr std::array tie_names = {TieName{"in", Tie::in}, TieName{"out", Tie::out}, TieName{"stop", Tie::stop},
                                  TieName{"lot", Tie::lot}};

}  // namespace

std::string_view name_of(Announce announce) { return announce_names[static_cast<std::size_t>(announce)]; }

std::string_view name_of(Tie tie) { return std::ranges::find(tie_names, tie, &TieName::tie)->name; }

std::optional<Tie> tie_named(std::string_view name) {
  const auto found = std::ranges::find(tie_names, name, &TieName::name);
  return found == tie_names.end() ? std::nullopt : std::optional(found->tie);
}

Stage read_stage(const json::object& document, const std::string& pointer, Faults& faults) {
  return StageReader(document, pointer, faults).read();
}

}  // namespace jejak::workflows
