#include "workflows/rulebook.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "workflows/field.hpp"
#include "workflows/schema.hpp"

namespace jejak::workflows {

namespace {

struct Zone {
  std::string_view name;
  int offset_minutes;
};
constexpr std::array zones = {Zone{"Asia/Jakarta", 420}, Zone{"Asia/Pontianak", 420}, Zone{"Asia/Makassar", 480},
                              Zone{"Asia/Jayapura", 540}};

class RulebookReader {
 public:
  RulebookReader(const json::object& document, Faults& faults) : document_(document), faults_(faults) {}
  std::shared_ptr<Rulebook> read();

 private:
  void fault(std::string pointer, std::string en, std::string id) {
    faults_.push_back({std::move(pointer), std::move(en), std::move(id)});
  }
  std::string unique_key(const json::object& item, std::string_view member, const std::string& pointer,
                         std::set<std::string>& taken);
  Timestamp instant(const json::object& window, std::string_view key, const std::string& pointer);
  void read_names();
  void read_categories();
  void read_questions();
  void read_windows();
  void read_stages();

  const json::object& document_;
  Faults& faults_;
  std::shared_ptr<Rulebook> rulebook_ = std::make_shared<Rulebook>();
};

std::string RulebookReader::unique_key(const json::object& item, std::string_view member, const std::string& pointer,
                                       std::set<std::string>& taken) {
  std::string key(text_of(item, member));
  if (!taken.insert(key).second) {
    fault(pointer + "/" + std::string(member), "\"" + key + "\" stands here twice", "\"" + key + "\" tercantum dua kali");
  }
  return key;
}

// An instant must be written with its zone's own offset, so that nobody reads 23:59 of one zone as that of another.
Timestamp RulebookReader::instant(const json::object& window, std::string_view key, const std::string& pointer) {
  const std::string_view text = text_of(window, key);
  const auto parsed = parse_rfc3339(text);
  const std::string place = pointer + "/" + std::string(key);
  if (!parsed) {
    fault(place, "must be an RFC 3339 instant such as 2022-06-30T23:59:59+07:00",
          "harus berupa waktu RFC 3339 seperti 2022-06-30T23:59:59+07:00");
    return {};
  }
  const int minutes = zone_offset_minutes(rulebook_->zone).value_or(0);
  std::string offset = "+0" + std::to_string(minutes / 60) + ":00";
  if (!text.ends_with(offset))
    fault(place, "must be written with the offset of " + rulebook_->zone + ", " + offset,
          "harus ditulis dengan selisih waktu " + rulebook_->zone + ", " + offset);
  return *parsed;
}

void RulebookReader::read_names() {
  rulebook_->id = text_of(document_, "id");
  rulebook_->version = text_of(document_, "version");
  rulebook_->definition = text_of(document_, "definition");
  rulebook_->zone = text_of(document_, "zone");
  rulebook_->illustrative = flag_of(document_, "illustrative");
  rulebook_->revisions_max = integer_of(document_, "revisions_max");
  rulebook_->objections_max = integer_of(document_, "objections_max");
  rulebook_->objection_window = text_of(document_, "objection_window");
  const auto duration = parse_duration(rulebook_->objection_window);
  if (!duration || *duration < 0) fault("/objection_window", "must be an ISO 8601 duration such as \"P5D\"", "harus berupa durasi ISO 8601 seperti \"P5D\"");
  if (const auto& quota = object_of(document_, "quota"); quota.contains("per_entrant"))
    rulebook_->quota_per_entrant = integer_of(quota, "per_entrant");
  for (const auto& kind : array_of(document_, "entrant_kinds"))
    rulebook_->entrant_kinds.emplace_back(kind.get_string());
  rulebook_->bars_earlier_assessment = flag_of(object_of(document_, "jury"), "bars_earlier_assessment");
  const auto& award = object_of(document_, "award");
  rulebook_->granted_in = text_of(award, "granted_in");
  rulebook_->revoked_in = text_of(award, "revoked_in");
  rulebook_->award_registered_as = text_of(award, "register_as");
}

void RulebookReader::read_categories() {
  std::set<std::string> taken;
  std::size_t index = 0;
  for (const auto& value : array_of(document_, "categories")) {
    const auto& object = value.get_object();
    const std::string pointer = "/categories/" + std::to_string(index++);
    Category category;
    category.key = unique_key(object, "key", pointer, taken);
    category.title_id = text_of(object_of(object, "title"), "id");
    category.title_en = text_of(object_of(object, "title"), "en");
    std::set<std::string> elements;
    std::size_t element = 0;
    for (const auto& item : array_of(object, "elements")) {
      category.elements.push_back(
          unique_key(item.get_object(), "key", pointer + "/elements/" + std::to_string(element++), elements));
    }
    category.elements_min = static_cast<std::size_t>(integer_of(object, "elements_min"));
    if (category.elements_min > category.elements.size())
      fault(pointer + "/elements_min", "asks for more elements than the category has", "meminta lebih banyak unsur daripada yang dimiliki kategori");
    rulebook_->categories.push_back(std::move(category));
  }
  for (const auto& group : array_of(document_, "groups"))
    rulebook_->groups.emplace_back(text_of(group.get_object(), "key"));
}

void RulebookReader::read_questions() {
  std::set<std::string> taken;
  std::size_t index = 0;
  for (const auto& value : array_of(document_, "questions")) {
    const auto& object = value.get_object();
    const std::string pointer = "/questions/" + std::to_string(index++);
    rulebook_->questions.push_back({unique_key(object, "key", pointer, taken),
                                    static_cast<std::size_t>(integer_of(object, "words_max")),
                                    flag_of(object, "required")});
  }
}

void RulebookReader::read_windows() {
  std::set<std::string> taken;
  std::size_t index = 0;
  for (const auto& value : array_of(document_, "windows")) {
    const auto& object = value.get_object();
    const std::string pointer = "/windows/" + std::to_string(index++);
    Window window;
    window.name = unique_key(object, "name", pointer, taken);
    window.opens = instant(object, "opens", pointer);
    window.closes = instant(object, "closes", pointer);
    if (window.closes < window.opens) fault(pointer + "/closes", "a window closes after it opens", "jadwal ditutup setelah dibuka");
    if (!rulebook_->windows.empty() && window.opens < rulebook_->windows.back().opens)
      fault(pointer + "/opens", "windows stand in the order in which they open", "jadwal tercantum menurut urutan dibukanya");
    for (const auto& governed : array_of(object, "governs")) window.governs.emplace_back(governed.get_string());
    rulebook_->windows.push_back(std::move(window));
  }
}

void RulebookReader::read_stages() {
  std::size_t index = 0;
  for (const auto& value : array_of(document_, "stages")) {
    const std::string pointer = "/stages/" + std::to_string(index++);
    Stage stage = read_stage(value.get_object(), pointer, faults_);
    if (rulebook_->find_stage(stage.name) != nullptr)
      fault(pointer + "/name", "\"" + stage.name + "\" stands here twice", "\"" + stage.name + "\" tercantum dua kali");
    rulebook_->stages.push_back(std::move(stage));
  }
}

std::shared_ptr<Rulebook> RulebookReader::read() {
  read_names();
  read_categories();
  read_questions();
  read_windows();
  read_stages();
  rulebook_->entry = read_entry_policy(document_, *rulebook_, faults_);
  rulebook_->document = document_;
  return rulebook_;
}

const Schema& compiled_schema() {
  static const Schema schema = Schema::compile(parse_json(checked_rulebook_schema()).value()).value();
  return schema;
}

}  // namespace

const Stage* Rulebook::find_stage(std::string_view name) const {
  const auto found = std::ranges::find(stages, name, &Stage::name);
  return found == stages.end() ? nullptr : &*found;
}

const Question* Rulebook::find_question(std::string_view key) const {
  const auto found = std::ranges::find(questions, key, &Question::key);
  return found == questions.end() ? nullptr : &*found;
}

const Category* Rulebook::find_category(std::string_view key) const {
  const auto found = std::ranges::find(categories, key, &Category::key);
  return found == categories.end() ? nullptr : &*found;
}

Result<RulebookPtr, Faults> parse_rulebook(const json::value& document) {
  Faults faults = compiled_schema().check(document);
  if (!faults.empty()) return faults;
  RulebookPtr rulebook = RulebookReader(document.get_object(), faults).read();
  if (!faults.empty()) return faults;
  return rulebook;
}

Result<Stage, Faults> parse_stage(const json::value& document) {
  static const Schema schema = [] {
    const json::value whole = parse_json(checked_rulebook_schema()).value();
    return Schema::compile(whole.at("properties").at("stages").at("items")).value();
  }();
  Faults faults = schema.check(document);
  if (!faults.empty()) return faults;
  Stage stage = read_stage(document.get_object(), "", faults);
  if (!faults.empty()) return faults;
  return stage;
}

std::optional<int> zone_offset_minutes(std::string_view zone) {
  const auto found = std::ranges::find(zones, zone, &Zone::name);
  return found == zones.end() ? std::nullopt : std::optional<int>(found->offset_minutes);
}

}  // namespace jejak::workflows
