#include "workflows/instance/form.hpp"

#include "workflows/field.hpp"
#include "workflows/form_schema.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

bool is_personal(const json::value& property) { return property.is_object() && flag_of(property.get_object(), "personal"); }

// Personal properties of objects inside a form.
void find_deep(const json::object& schema, const std::string& pointer, bool top, Faults& faults) {
  for (const auto& [name, property] : object_of(schema, "properties")) {
    const std::string place = pointer + "/properties/" + pointer_escape(name);
    if (!top && is_personal(property)) {
      faults.push_back({place + "/personal", "is for the properties at the top of a form only",
                        "hanya untuk properti di tingkat teratas formulir"});
    }
    if (property.is_object()) find_deep(property.get_object(), place, false, faults);
  }
}

}  // namespace

std::optional<Rejection> refuse_data(const PinnedDefinition& pinned, std::string_view type, const json::object& data) {
  const auto form = pinned.forms.find(type);
  if (form == pinned.forms.end()) {
    if (data.empty()) return std::nullopt;
    return invalid("invalid_form", "/data",
                   Sentence{"must be empty: this event has no form", "harus kosong: peristiwa ini tanpa formulir"});
  }
  Faults faults = form->second.check(data);
  if (faults.empty()) return std::nullopt;
  for (Fault& fault : faults) fault.pointer.insert(0, "/data");
  return invalid("invalid_form", faults);
}

SplitData split_personal(const PinnedDefinition& pinned, std::string_view type, const json::object& data,
                         std::string_view subject) {
  SplitData split{data, data};
  const json::value* form = statechart::form_of(*pinned.definition, type);
  if (form == nullptr) return split;
  for (const auto& [name, property] : object_of(members_of(*form), "properties")) {
    if (!is_personal(property) || !data.contains(name)) continue;
    split.for_machine.erase(name);
    split.recorded[name] = personal(subject, data.at(name));
  }
  return split;
}

Faults form_faults(const json::object& definition) {
  Faults faults;
  for (const auto& [type, form] : object_of(definition, "forms")) {
    const std::string pointer = "/forms/" + pointer_escape(type);
    Faults own = form_schema_faults(form);
    if (own.empty()) {
      if (auto schema = Schema::compile(form); !schema) own = schema.error();
    }
    if (own.empty()) find_deep(form.get_object(), "", true, own);
    for (Fault& fault : own) faults.push_back({pointer + fault.pointer, std::move(fault.message), std::move(fault.message_id)});
  }
  return faults;
}

}  // namespace jejak::workflows
