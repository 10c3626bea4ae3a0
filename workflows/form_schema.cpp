// g++ 12 with AddressSanitizer takes parts of std::regex for uninitialized.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include "workflows/form_schema.hpp"

#include <algorithm>
#include <array>
#include <regex>

#include "workflows/field.hpp"
#include "workflows/schema.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

namespace {

constexpr std::size_t depth_max = 16, schemas_max = 2'000, choices_max = 1'000, pattern_size_max = 200;
constexpr int repeats_max = 200;

constexpr std::array<std::string_view, 7> types = {"array", "boolean", "integer", "null", "number", "object", "string"};
constexpr std::array<std::string_view, 6> counts = {"minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"};
constexpr std::array<std::string_view, 4> bounds = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"};
constexpr std::array<std::string_view, 3> texts = {"title", "description", "format"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool is_type(const json::value& value) { return value.is_string() && is_among(types, std::string_view(value.get_string())); }

// Reads a pattern from left to right; false where it leaves what is allowed.
class PatternReader {
 public:
  explicit PatternReader(std::string_view pattern) : rest_(pattern) {}

  bool read() {
    while (!rest_.empty()) {
      if (!read_one()) return false;
    }
    return varying_ <= 1 && repeats_ <= repeats_max;
  }

 private:
  bool read_one() {
    const char c = take();
    if (c == '^' || c == '$') return true;
    if (std::string_view("()|*+?{}]").find(c) != std::string_view::npos) return false;
    if (c == '\\' && !read_escape()) return false;
    if (c == '[' && !read_class()) return false;
    return read_repeat();
  }
  bool read_escape() {
    if (rest_.empty()) return false;
    return std::string_view("dwsDWS.^$|?*+()[]{}/\\-").find(take()) != std::string_view::npos;
  }
  bool read_class() {
    if (rest_.starts_with('^')) take();
    bool any = false;
    while (!rest_.empty()) {
      const char c = take();
      if (c == ']') return any;
      if (c == '[' || (c == '\\' && !read_escape())) return false;  // neither [:alpha:] nor [[.x.]]
      any = true;
    }
    return false;
  }
  // After an atom: nothing, {n}, {n,m} or ?.
  bool read_repeat() {
    if (rest_.starts_with('?')) {
      take();
      ++varying_;
      return true;
    }
    if (!rest_.starts_with('{')) return true;
    take();
    const auto least = number();
    if (!least) return false;
    int most = *least;
    if (rest_.starts_with(',')) {
      take();
      const auto given = number();
      if (!given || *given < *least) return false;
      most = *given;
      ++varying_;
    }
    repeats_ += most;
    if (!rest_.starts_with('}')) return false;
    take();
    return true;
  }
  std::optional<int> number() {
    int value = 0;
    std::size_t digits = 0;
    for (; !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9' && digits < 4; ++digits) value = value * 10 + (take() - '0');
    return digits == 0 ? std::nullopt : std::optional(value);
  }
  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::string_view rest_;
  int varying_ = 0, repeats_ = 0;
};

bool is_pattern(std::string_view pattern) {
  if (pattern.size() > pattern_size_max || !PatternReader(pattern).read()) return false;
  try {
    const std::regex compiled{std::string(pattern)};
    return true;
  } catch (const std::regex_error&) {  // the library's only way to say so
    return false;
  }
}

class FormReader {
 public:
  explicit FormReader(Faults& faults) : faults_(faults) {}

  void read(const json::value& schema, const std::string& pointer, std::size_t depth) {
    if (faults_.size() >= faults_max) return;
    if (!schema.is_object()) return tell(pointer, {"must be a schema: an object", "harus berupa skema: objek"});
    if (depth > depth_max) return tell(pointer, {"is nested deeper than " + std::to_string(depth_max), "bersarang lebih dalam dari " + std::to_string(depth_max)});
    if (++schemas_ > schemas_max)
      return tell(pointer, {"is one schema more than the " + std::to_string(schemas_max) + " of a form", "melebihi " + std::to_string(schemas_max) + " skema dalam satu formulir"});
    for (const auto& [keyword, value] : schema.get_object()) read_keyword(keyword, value, pointer + "/" + pointer_escape(keyword), depth);
  }

 private:
  void read_keyword(std::string_view keyword, const json::value& value, const std::string& pointer, std::size_t depth) {
    if (keyword == "properties") return read_properties(value, pointer, depth);
    if (keyword == "items") return read(value, pointer, depth + 1);
    if (keyword == "additionalProperties") return value.is_bool() ? void() : read(value, pointer, depth + 1);
    if (keyword == "type") return read_type(value, pointer);
    if (keyword == "enum") return expect(value.is_array() && !value.get_array().empty() && value.get_array().size() <= choices_max, pointer,
                                         {"must be a list of 1 to 1,000 values", "harus berupa daftar 1 sampai 1.000 nilai"});
    if (keyword == "required") return read_required(value, pointer);
    if (keyword == "pattern")
      return expect(value.is_string() && is_pattern(value.get_string()), pointer,
                    {"must be a pattern of literals, classes, exact repeats {n} and at most one ? or {n,m}, without groups, |, * or +",
                     "harus berupa pola dari huruf, kelas, pengulangan tepat {n}, dan paling banyak satu ? atau {n,m}, tanpa grup, |, *, atau +"});
    if (is_among(counts, keyword)) return expect(value.is_int64() && value.get_int64() >= 0, pointer, {"must be a whole number from 0 on", "harus berupa bilangan bulat mulai 0"});
    if (is_among(bounds, keyword)) return expect(value.is_number(), pointer, {"must be a number", "harus berupa bilangan"});
    if (is_among(texts, keyword)) return expect(value.is_string(), pointer, {"must be a text", "harus berupa teks"});
    if (keyword == "personal" || keyword == "readOnly") return expect(value.is_bool(), pointer, {"must be true or false", "harus true atau false"});
    expect(keyword == "const", pointer, {"is not a keyword of forms", "bukan kata kunci formulir"});
  }
  void read_properties(const json::value& value, const std::string& pointer, std::size_t depth) {
    if (!value.is_object()) return tell(pointer, {"must be an object of schemas", "harus berupa objek berisi skema"});
    for (const auto& [name, schema] : value.get_object()) read(schema, pointer + "/" + pointer_escape(name), depth + 1);
  }
  void read_type(const json::value& value, const std::string& pointer) {
    const bool several = value.is_array() && !value.get_array().empty() && value.get_array().size() <= types.size() && std::ranges::all_of(value.get_array(), is_type);
    expect(is_type(value) || several, pointer, {"must be a type of JSON Schema or a list of them", "harus berupa tipe JSON Schema atau daftarnya"});
  }
  void read_required(const json::value& value, const std::string& pointer) {
    const bool names = value.is_array() && value.get_array().size() <= choices_max && std::ranges::all_of(value.get_array(), [](const json::value& each) { return each.is_string(); });
    expect(names, pointer, {"must be a list of names", "harus berupa daftar nama"});
  }
  void expect(bool holds, const std::string& pointer, Sentence what) {
    if (!holds) tell(pointer, std::move(what));
  }
  void tell(const std::string& pointer, Sentence what) {
    if (faults_.size() < faults_max) faults_.push_back({pointer, std::move(what.en), std::move(what.id)});
  }

  Faults& faults_;
  std::size_t schemas_ = 0;
};

}  // namespace

Faults form_schema_faults(const json::value& form) {
  Faults faults;
  FormReader(faults).read(form, "", 1);
  return faults;
}

}  // namespace jejak::workflows
