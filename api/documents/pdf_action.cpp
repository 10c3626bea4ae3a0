#include "api/documents/pdf_action.hpp"

#include <algorithm>
#include <array>

namespace jejak::documents {

namespace {

using Kind = PdfObject::Kind;
using workflows::Sentence;

constexpr int hops_max = 4;  // a reference to a reference is nothing that a program writes

Sentence does_something(std::string_view key, std::string_view what) {
  const std::string found = std::string(key) + (what.empty() ? "" : " that leads to " + std::string(what));
  const std::string found_id = std::string(key) + (what.empty() ? "" : " yang menuju ke " + std::string(what));
  return {"does something by itself when it is opened (" + found + "): only going to a page (/GoTo) is let by",
          "melakukan sesuatu dengan sendirinya saat dibuka (" + found_id + "): hanya menuju halaman (/GoTo) yang diperbolehkan"};
}

std::string shown(const PdfObject& object) {
  const PdfObject* type = object.find("S");
  if (type != nullptr && type->kind == Kind::name) return "/" + type->value.substr(0, 40);
  return object.kind == Kind::reference ? "an object that is not there" : "what is no action";
}

// A destination (an array, a name, a text), nothing at all, or an action that goes to one and after which no other comes.
bool only_goes_to_page(const PdfObject& object) {
  if (object.kind == Kind::array || object.kind == Kind::name || object.kind == Kind::text) return true;
  if (object.kind == Kind::word) return object.value == "null";
  if (object.kind != Kind::dictionary) return false;
  const PdfObject* type = object.find("S");
  return type != nullptr && type->is_name("GoTo") && object.find("Next") == nullptr;
}

using Judge = std::optional<Sentence> (*)(const PdfObject&, const PdfObjects&, int);

// Judges what the reference names, each of them; a reference to nothing is not let by, for want of knowing.
std::optional<Sentence> follow(const PdfObject& object, const PdfObjects& objects, int hops, std::string_view key, Judge judge) {
  const auto named = objects.of(object.value);
  if (named.empty() || hops >= hops_max) return does_something(key, shown(object));
  for (const PdfObject& each : named)
    if (auto refused = judge(each, objects, hops + 1)) return refused;
  return std::nullopt;
}

std::optional<Sentence> judge_action(const PdfObject& object, const PdfObjects& objects, int hops) {
  if (object.kind == Kind::reference) return follow(object, objects, hops, "/OpenAction", judge_action);
  if (only_goes_to_page(object)) return std::nullopt;
  return does_something("/OpenAction", shown(object));
}

std::optional<Sentence> judge_actions(const PdfObject& object, const PdfObjects& objects, int hops) {
  if (object.kind == Kind::reference) return follow(object, objects, hops, "/AA", judge_actions);
  if (object.kind == Kind::word && object.value == "null") return std::nullopt;
  if (object.kind != Kind::dictionary) return does_something("/AA", "");
  for (const auto& [event, action] : object.members) {
    if (judge_action(action, objects, hops)) return does_something("/AA", "/" + event);
  }
  return std::nullopt;
}

}  // namespace

std::vector<PdfObject> PdfObjects::of(const std::string& number) const {
  std::vector<PdfObject> found;
  const auto places = places_.find(number);
  if (places == places_.end()) return found;
  for (const std::string_view bytes : places->second) {
    std::size_t at = 0;
    found.push_back(read_pdf_object(bytes, at));
  }
  return found;
}

std::optional<Sentence> refuse_open_action(std::string_view bytes, const PdfObjects& objects) {
  std::size_t at = 0;
  return judge_action(read_pdf_object(bytes, at), objects, 0);
}

std::optional<Sentence> refuse_additional_actions(std::string_view bytes, const PdfObjects& objects) {
  std::size_t at = 0;
  return judge_actions(read_pdf_object(bytes, at), objects, 0);
}

bool is_harmless_address(std::string_view address) {
  static constexpr std::array<std::string_view, 3> schemes = {"http:", "https:", "mailto:"};
  std::string begins(address.substr(0, 8));
  for (char& c : begins) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return std::ranges::any_of(schemes, [&](std::string_view scheme) { return begins.starts_with(scheme); });
}

// /URI is the kind of an action as well as the key of its address; a name or the end of the dictionary after it says that it was the kind.
std::optional<Sentence> refuse_address(std::string_view bytes) {
  const std::size_t value = after_pdf_space(bytes, 0);
  if (value >= bytes.size() || bytes[value] == '/' || bytes[value] == '>') return std::nullopt;
  std::size_t at = 0;
  const PdfObject address = read_pdf_object(bytes, at);
  if (address.kind == Kind::text && is_harmless_address(address.value)) return std::nullopt;
  if (address.kind == Kind::text) {
    std::string text = address.value.substr(0, 60);
    for (char& c : text) c = c < ' ' || c > '~' ? '?' : c;
    return Sentence{"has a link to \"" + text + "\": links may lead to http, https and mailto", "memuat tautan ke \"" + text + "\": tautan hanya boleh ke http, https, dan mailto"};
  }
  return Sentence{"has a link whose address does not stand in it (/URI)", "memuat tautan yang alamatnya tidak tertulis di dalamnya (/URI)"};
}

}  // namespace jejak::documents
