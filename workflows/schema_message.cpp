#include "workflows/schema_message.hpp"

#include <algorithm>
#include <array>

#include "workflows/field.hpp"
#include "workflows/schema.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

namespace {

// The place an error speaks of: its pointer, and what the schema and the document have there.
struct Spot {
  std::string pointer;
  const json::value* schema = nullptr;
  const json::value* value = nullptr;
};

const json::value* value_below(const json::value* value, std::string_view segment) {
  if (value == nullptr) return nullptr;
  if (const auto* object = value->if_object()) return object->if_contains(segment);
  const auto* array = value->if_array();
  if (array == nullptr) return nullptr;
  const std::size_t index = std::strtoul(std::string(segment).c_str(), nullptr, 10);
  return index < array->size() ? &(*array)[index] : nullptr;
}

Spot find_spot(const json::value& source, const json::value& document, const std::vector<std::string>& context) {
  Spot spot{"", &source, &document};
  for (std::size_t i = 1; i < context.size(); ++i) {
    const std::string& step = context[i];
    const std::string segment = step.size() >= 2 && step.front() == '[' ? step.substr(1, step.size() - 2) : step;
    spot.schema = schema_below(spot.schema, segment);
    spot.value = value_below(spot.value, segment);
    spot.pointer += "/" + pointer_escape(segment);
  }
  return spot;
}

std::string limit(const Spot& spot, std::string_view keyword) {
  if (spot.schema == nullptr || !spot.schema->is_object()) return "";
  const json::value* value = spot.schema->get_object().if_contains(keyword);
  if (value == nullptr) return "";
  return value->is_string() ? std::string(value->get_string()) : canonical_json(*value);
}

void add(Faults& faults, std::string pointer, Sentence what) {
  if (faults.size() >= faults_max) return;
  Fault fault{std::move(pointer), std::move(what.en), std::move(what.id)};
  if (std::ranges::find(faults, fault) == faults.end()) faults.push_back(std::move(fault));
}

void add_unknown(Faults& faults, const Spot& spot, std::string_view named) {
  const Sentence what{"is not a field here", "bukan isian yang dikenal di sini"};
  const json::object* known = nullptr;
  if (spot.schema != nullptr && spot.schema->is_object())
    known = &object_of(spot.schema->get_object(), "properties");
  if (known == nullptr || spot.value == nullptr || !spot.value->is_object()) {
    return add(faults, spot.pointer + "/" + pointer_escape(named), what);
  }
  for (const auto& [key, value] : spot.value->get_object()) {
    if (faults.size() >= faults_max) return;
    if (!known->contains(key)) add(faults, spot.pointer + "/" + pointer_escape(key), what);
  }
}

std::string_view quoted(std::string_view description) {
  const auto begin = description.find('\'', description.find(": ") == description.npos ? 0 : description.find(": "));
  const auto end = description.rfind('\'');
  return begin < end && end != description.npos ? description.substr(begin + 1, end - begin - 1) : std::string_view();
}

struct TypeName {
  std::string_view type;
  std::string_view en;
  std::string_view id;
};
constexpr std::array type_names = {TypeName{"string", "a text", "teks"},
                                   TypeName{"integer", "an integer", "bilangan bulat"},
                                   TypeName{"number", "a number", "bilangan"},
                                   TypeName{"boolean", "true or false", "true atau false"},
                                   TypeName{"object", "an object", "objek"},
                                   TypeName{"array", "a list", "daftar"},
                                   TypeName{"null", "null", "null"}};

// "a, b or c" of the texts in a schema's member, which is one text or a list of values.
Sentence alternatives(const Spot& spot, std::string_view keyword, bool as_types) {
  std::vector<Sentence> names;
  const auto name = [&](const json::value& value) {
    std::string text = value.is_string() ? std::string(value.get_string()) : canonical_json(value);
    const auto type = std::ranges::find(type_names, std::string_view(text), &TypeName::type);
    if (as_types && type != type_names.end()) {
      names.push_back({std::string(type->en), std::string(type->id)});
    } else {
      names.push_back({text, text});
    }
  };
  const json::value* wanted =
      spot.schema != nullptr && spot.schema->is_object() ? spot.schema->get_object().if_contains(keyword) : nullptr;
  if (wanted != nullptr && wanted->is_array()) {
    for (const json::value& each : wanted->get_array()) name(each);
  } else if (wanted != nullptr) {
    name(*wanted);
  }
  Sentence all;
  for (std::size_t at = 0; at < names.size(); ++at) {
    const bool last = at + 1 == names.size();
    all.en += (at == 0 ? "" : last ? " or " : ", ") + names[at].en;
    all.id += (at == 0 ? "" : last ? " atau " : ", ") + names[at].id;
  }
  return all;
}

Sentence with(std::string_view en, std::string_view id, const Sentence& what) {
  return {std::string(en) + what.en, std::string(id) + what.id};
}

Sentence pattern_sentence(const Spot& spot) {
  const std::string described = limit(spot, "description"), pattern = limit(spot, "pattern");
  return {described.empty() ? "must match " + pattern : "must be " + described, "harus cocok dengan pola " + pattern};
}

// The errors that state a bound: what valijson's text has in it, the schema's keyword, and the sentence around its value.
struct Bound {
  std::string_view says;
  std::string_view also;
  std::string_view keyword;
  Sentence before;
  Sentence after;
};

const std::vector<Bound>& bounds() {
  static const std::vector<Bound> all = {
      {"no more than", "characters", "maxLength", {"must have at most ", "paling banyak "}, {" characters", " karakter"}},
      {"no fewer than", "characters", "minLength", {"must have at least ", "paling sedikit "}, {" character(s)", " karakter"}},
      {"no more than", "elements", "maxItems", {"must have at most ", "paling banyak "}, {" elements", " unsur"}},
      {"no fewer than", "elements", "minItems", {"must have at least ", "paling sedikit "}, {" element(s)", " unsur"}},
      {"no more than", "", "maxProperties", {"must have at most ", "paling banyak "}, {" members", " anggota"}},
      {"no fewer than", "", "minProperties", {"must have at least ", "paling sedikit "}, {" member(s)", " anggota"}},
      {"number less than", "", "maximum", {"must be at most ", "paling besar "}, {}},
      {"number greater than", "", "minimum", {"must be at least ", "paling kecil "}, {}}};
  return all;
}

}  // namespace

const json::value* schema_below(const json::value* schema, std::string_view segment) {
  if (schema == nullptr || !schema->is_object()) return nullptr;
  const auto& members = schema->get_object();
  if (const auto* child = object_of(members, "properties").if_contains(segment)) return child;
  if (const auto* items = members.if_contains("items"); items != nullptr && items->is_object()) return items;
  const auto* further = members.if_contains("additionalProperties");
  return further != nullptr && further->is_object() ? further : nullptr;
}

void add_fault(Faults& faults, const json::value& source, const json::value& document,
               const std::vector<std::string>& context, std::string_view description) {
  const Spot spot = find_spot(source, document, context);
  const auto says = [&](std::string_view part) { return description.find(part) != description.npos; };
  const auto tell = [&](Sentence what) { add(faults, spot.pointer, std::move(what)); };
  if (says("Missing required property")) {
    return add(faults, spot.pointer + "/" + pointer_escape(quoted(description)), {"is required", "wajib diisi"});
  }
  if (says("'properties' or 'additionalProperties'")) return add_unknown(faults, spot, quoted(description));
  if (says("'type' constraint")) return tell(with("must be ", "harus berupa ", alternatives(spot, "type", true)));
  if (says("enum values"))
    return tell(with("must be one of ", "harus salah satu dari ", alternatives(spot, "enum", false)));
  if (says("'const'")) return tell(with("must be ", "harus ", alternatives(spot, "const", false)));
  if (says("'pattern'")) return tell(pattern_sentence(spot));
  for (const Bound& bound : bounds()) {
    if (!says(bound.says) || !says(bound.also)) continue;
    const std::string value = limit(spot, bound.keyword);
    return tell({bound.before.en + value + bound.after.en, bound.before.id + value + bound.after.id});
  }
  if (says("uniqueness")) return tell({"must not hold one element twice", "tidak boleh memuat unsur yang sama dua kali"});
  // What is left repeats a fault of a part, or comes from anyOf and the like.
  const bool repeats = says("Failed to validate item") || says("additional properties schema") ||
                       says("associated with p");
  if (!repeats) tell({"does not conform: " + std::string(description), "tidak sesuai dengan skemanya"});
}

}  // namespace jejak::workflows
