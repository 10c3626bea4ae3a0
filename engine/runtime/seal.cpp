#include "engine/runtime/seal.hpp"

#include <string>
#include <utility>

namespace jejak {
namespace {

// The inner object of {"<mark>":{...}} where it names a subject; null where `value` is anything else.
json::object* marked(json::value& value, std::string_view mark) {
  json::object* outer = value.if_object();
  if (outer == nullptr || outer->size() != 1 || outer->begin()->key() != mark) return nullptr;
  json::object* inner = outer->begin()->value().if_object();
  if (inner == nullptr || inner->size() != 2) return nullptr;
  const json::value* subject = inner->if_contains("subject");
  return subject != nullptr && subject->is_string() ? inner : nullptr;
}

std::optional<Failure> seal_mark(json::value& mark, json::object& inner, Vault& vault) {
  json::value& clear = inner.at("value");
  if (auto failure = seal_personal(clear, vault)) return failure;
  json::string subject = inner.at("subject").as_string();
  auto box = vault.seal(subject, canonical_json(clear));
  if (!box) return box.error();
  json::object sealed{{"box", std::move(*box)}, {"subject", std::move(subject)}};
  mark = json::object{{"$sealed", std::move(sealed)}};
  return std::nullopt;
}

json::value opened(const json::object& inner, Vault& vault, const MaySee& may_see) {
  const json::value* box = inner.if_contains("box");
  const json::string& subject = inner.at("subject").as_string();
  if (box == nullptr || !box->is_string() || !may_see(subject)) return nullptr;
  const auto clear = vault.open(subject, box->get_string());
  if (!clear) return nullptr;
  auto value = parse_own_json(*clear);
  if (!value) return nullptr;
  open_sealed(*value, vault, may_see);
  return std::move(*value);
}

}  // namespace

std::optional<Failure> seal_personal(json::value& value, Vault& vault) {
  if (json::object* inner = marked(value, "$personal"); inner != nullptr && inner->contains("value")) {
    return seal_mark(value, *inner, vault);
  }
  if (json::object* object = value.if_object()) {
    for (auto& member : *object) {
      if (auto failure = seal_personal(member.value(), vault)) return failure;
    }
  } else if (json::array* array = value.if_array()) {
    for (json::value& element : *array) {
      if (auto failure = seal_personal(element, vault)) return failure;
    }
  }
  return std::nullopt;
}

void open_sealed(json::value& value, Vault& vault, const MaySee& may_see) {
  if (const json::object* inner = marked(value, "$sealed")) {
    value = opened(*inner, vault, may_see);
  } else if (json::object* object = value.if_object()) {
    for (auto& member : *object) open_sealed(member.value(), vault, may_see);
  } else if (json::array* array = value.if_array()) {
    for (json::value& element : *array) open_sealed(element, vault, may_see);
  }
}

}  // namespace jejak
