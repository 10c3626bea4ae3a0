#include "workflows/competition/rules.hpp"

#include "workflows/competition/road.hpp"
#include "workflows/field.hpp"
#include "workflows/instance/form.hpp"
#include "workflows/refusal.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

namespace {

Faults below(std::string_view pointer, Faults faults) {
  for (Fault& fault : faults) fault.pointer.insert(0, pointer);
  return faults;
}

std::string listed(const std::vector<std::string>& ids) {
  std::string list;
  for (const auto& id : ids) list += (list.empty() ? "" : ", ") + id;
  return list;
}

Result<json::value, Rejection> rulebook_document(const json::object& body) {
  const json::value* given = body.if_contains("rulebook_document");
  const std::string_view id = text_of(body, "rulebook");
  if ((given != nullptr) == !id.empty())
    return invalid("invalid_body", "/rulebook", {"give one of rulebook and rulebook_document", "beri salah satu dari rulebook dan rulebook_document"});
  if (given != nullptr) return *given;
  auto shipped = shipped_document("rulebooks", id);
  if (shipped) return std::move(*shipped);
  const std::string known = listed(shipped_ids("rulebooks"));
  return invalid("unknown_rulebook", "/rulebook", {"must be one of " + known, "harus salah satu dari " + known});
}

Result<json::value, Rejection> definition_document(const json::object& body, const Rulebook& rulebook) {
  if (const json::value* given = body.if_contains("definition_document")) return *given;
  auto shipped = shipped_document("definitions", rulebook.definition);
  if (shipped) return std::move(*shipped);
  return invalid("invalid_rulebook", "/rulebook_document/definition",
                 {"no machine \"" + rulebook.definition + "\" is shipped: send a definition_document",
                  "tidak ada mesin \"" + rulebook.definition + "\" bawaan: kirim definition_document"});
}

}  // namespace

Result<Rules, Rejection> choose_rules(const json::object& body) {
  auto document = rulebook_document(body);
  if (!document) return document.error();
  auto rulebook = parse_rulebook(*document);
  if (!rulebook) return invalid("invalid_rulebook", below("/rulebook_document", rulebook.error()));
  auto definition = definition_document(body, **rulebook);
  if (!definition) return definition.error();
  auto compiled = statechart::compile(*definition);
  if (!compiled) return invalid("invalid_definition", below("/definition_document", compiled.error()));
  Faults faults = below("/definition_document", form_faults(definition->get_object()));
  if (!faults.empty()) return invalid("invalid_definition", faults);
  faults = below("/rulebook_document", check_against(**rulebook, **compiled));
  if (!faults.empty()) return invalid("invalid_rulebook", faults);
  Rules rules{*rulebook, *definition, std::string(statechart::version_of(**compiled)), document_hash(*document),
              document_hash(*definition), road_of(**compiled, **rulebook)};
  return rules;
}

}  // namespace jejak::workflows
