#include "engine/rules/explain.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace jejak::rules {

namespace {

struct Text {
  std::string en;
  std::string id;
};

struct Phrase {
  std::string_view en;
  std::string_view id;
};

// What a comparison asks for, and what is asked for where it must not hold.
struct Comparison {
  std::string_view op;
  Phrase wanted;
  Phrase unwanted;
};

constexpr Phrase equal{"must be equal to", "harus sama dengan"};
constexpr Phrase unequal{"must not be equal to", "tidak boleh sama dengan"};
constexpr Phrase less{"must be less than", "harus kurang dari"};
constexpr Phrase more{"must be more than", "harus lebih dari"};
constexpr Phrase at_least{"must be at least", "harus paling sedikit"};
constexpr Phrase at_most{"must be at most", "harus paling banyak"};
constexpr Phrase part_of{"must be in", "harus ada dalam"};
constexpr Phrase no_part_of{"must not be in", "tidak boleh ada dalam"};

constexpr std::array comparisons = {
    Comparison{"==", equal, unequal}, Comparison{"===", equal, unequal}, Comparison{"!=", unequal, equal},
    Comparison{"!==", unequal, equal}, Comparison{"<", less, at_least},  Comparison{"<=", at_most, more},
    Comparison{">", more, at_most},   Comparison{">=", at_least, less},  Comparison{"in", part_of, no_part_of}};

// An operation's name and its arguments; JsonLogic lets a single argument stand without its list.
struct Operation {
  std::string_view op;
  std::span<const json::value> arguments;
  bool listed = false;
};

std::optional<Operation> operation_of(const json::value& rule) {
  const json::object* object = rule.if_object();
  if (object == nullptr || object->size() != 1) return std::nullopt;
  const auto& [op, arguments] = *object->begin();
  if (const json::array* list = arguments.if_array()) return Operation{op, {list->data(), list->size()}, true};
  return Operation{op, {&arguments, 1}, false};
}

std::string cut(std::string text) {
  if (text.size() <= reason_value_bytes_max) return text;
  std::size_t end = reason_value_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text + "…";
}

Text shown(const json::value& value) {
  if (value.is_null()) return {"nothing", "tidak ada"};
  if (const json::array* list = value.if_array()) {
    const std::string count = std::to_string(list->size());
    return {"a list of " + count, "daftar berisi " + count};
  }
  if (const json::object* object = value.if_object()) {
    if (object->contains("$sealed") || object->contains("$personal")) return {"not shown", "tidak ditampilkan"};
    return {"an object", "sebuah objek"};
  }
  const std::string text = cut(canonical_json(value));
  return {text, text};
}

class Explanation {
 public:
  explicit Explanation(std::span<const Binding> data) : data_(data) {}

  // Adds the reasons why `rule` is not `wanted`.
  void look_into(const json::value& rule, bool wanted, const std::string& pointer) {
    if (reasons_.size() >= reasons_max || holds(rule) == wanted) return;
    const auto operation = operation_of(rule);
    if (!operation) return add(pointer, plain(rule, wanted));
    const auto [op, arguments, listed] = *operation;
    const auto place = [&, op = op, listed = listed](std::size_t n) {
      return pointer + "/" + pointer_escape(op) + (listed ? "/" + std::to_string(n) : "");
    };
    if ((op == "and") == wanted && (op == "and" || op == "or")) {
      for (std::size_t n = 0; n < arguments.size(); ++n) look_into(arguments[n], wanted, place(n));
    } else if (op == "and" || op == "or") {
      add(pointer, one_of(arguments, wanted));
    } else if ((op == "!" || op == "!!") && arguments.size() == 1) {
      look_into(arguments[0], (op == "!!") == wanted, place(0));
    } else if (op == "if" || op == "?:") {
      const std::size_t taken = branch(arguments);
      if (taken < arguments.size()) return look_into(arguments[taken], wanted, place(taken));
      add(pointer, plain(rule, wanted));
    } else {
      add(pointer, leaf(rule, *operation, wanted));
    }
  }
  std::vector<Reason> take() { return std::move(reasons_); }

 private:
  json::value value_of(const json::value& rule) const {
    const auto compiled = Rule::compile(rule);
    if (!compiled) return nullptr;
    auto value = compiled->evaluate(data_);
    return value ? *std::move(value) : json::value();
  }
  bool holds(const json::value& rule) const {
    const auto compiled = Rule::compile(rule);
    if (!compiled) return false;
    const auto held = compiled->holds(data_);
    return held && *held;
  }

  // The place of the branch that an `if` takes; past the end where it takes none.
  std::size_t branch(std::span<const json::value> arguments) const {
    std::size_t n = 0;
    while (n + 1 < arguments.size() && !holds(arguments[n])) n += 2;
    return n + 1 < arguments.size() ? n + 1 : n;
  }

  void add(const std::string& pointer, Text text) {
    if (reasons_.size() < reasons_max) reasons_.push_back({pointer, std::move(text.en), std::move(text.id)});
  }

  // An operand: the path that it reads and what was there, a literal, or the rule and what it gave.
  Text operand(const json::value& rule) const {
    const auto operation = operation_of(rule);
    if (!operation) return shown(rule);
    const Text value = shown(value_of(rule));
    const std::string name = cut(path_of(*operation).value_or(canonical_json(rule)));
    return {name + " (" + value.en + ")", name + " (" + value.id + ")"};
  }
  static std::optional<std::string> path_of(const Operation& operation) {
    if (operation.op != "var" || operation.arguments.empty() || !operation.arguments[0].is_string()) return std::nullopt;
    return std::string(operation.arguments[0].get_string());
  }

  Text leaf(const json::value& rule, const Operation& operation, bool wanted) const {
    const auto known = std::ranges::find(comparisons, operation.op, &Comparison::op);
    if (known != comparisons.end() && operation.arguments.size() == 2) {
      const Phrase phrase = wanted ? known->wanted : known->unwanted;
      const Text left = operand(operation.arguments[0]), right = operand(operation.arguments[1]);
      return {left.en + " " + std::string(phrase.en) + " " + right.en, left.id + " " + std::string(phrase.id) + " " + right.id};
    }
    if (operation.op == "missing" && !wanted) return missing(value_of(rule));
    if (const auto path = path_of(operation)) {
      const Text value = shown(value_of(rule));
      if (wanted) return {*path + " must be given and true; it is " + value.en, *path + " harus ada dan benar; nilainya " + value.id};
      return {*path + " must not be given; it is " + value.en, *path + " tidak boleh ada; nilainya " + value.id};
    }
    return plain(rule, wanted);
  }

  static Text missing(const json::value& keys) {
    std::string names;
    if (const json::array* list = keys.if_array()) {
      for (const json::value& key : *list) {
        const json::string* name = key.if_string();
        if (name != nullptr) names += (names.empty() ? "" : ", ") + std::string(*name);
      }
    }
    names = cut(std::move(names));
    return {"missing: " + names, "belum ada: " + names};
  }

  Text plain(const json::value& rule, bool wanted) const {
    const Text value = shown(value_of(rule));
    const std::string text = cut(canonical_json(rule));
    if (wanted) return {text + " must hold; it gives " + value.en, text + " harus terpenuhi; hasilnya " + value.id};
    return {text + " must not hold; it gives " + value.en, text + " tidak boleh terpenuhi; hasilnya " + value.id};
  }

  Text one_of(std::span<const json::value> arguments, bool wanted) const {
    Text all{"one of these is needed: ", "salah satu dari ini diperlukan: "};
    for (std::size_t n = 0; n < arguments.size(); ++n) {
      Explanation inner(data_);
      inner.look_into(arguments[n], wanted, "");
      Text joined;
      for (const Reason& reason : inner.reasons_) {
        joined.en += (joined.en.empty() ? "" : " and ") + reason.en;
        joined.id += (joined.id.empty() ? "" : " dan ") + reason.id;
      }
      all.en += (n == 0 ? "" : "; or ") + joined.en;
      all.id += (n == 0 ? "" : "; atau ") + joined.id;
      if (all.en.size() > reason_value_bytes_max * reasons_max) break;
    }
    return all;
  }

  std::span<const Binding> data_;
  std::vector<Reason> reasons_;
};

}  // namespace

std::vector<Reason> explain(const json::value& rule, std::span<const Binding> data) {
  Explanation explanation(data);
  explanation.look_into(rule, true, "");
  return explanation.take();
}

}  // namespace jejak::rules
