#include "workflows/competition/rules.hpp"

#include "workflows/competition/road.hpp"
#include "workflows/field.hpp"
#include "workflows/instance/form.hpp"
#include "workflows/refusal.hpp"
#include "workflows/rulebook_impossible.hpp"
#include "workflows/rulebook_lint.hpp"
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

Result<Rules, Rejection> choose_rules(const json::object& body, Origin origin) {
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
  faults = below("/rulebook_document", origin == Origin::pinned ? names_missing(**rulebook, **compiled) : impossible_in(**rulebook));
  if (origin == Origin::fresh) {
    for (Fault& fault : below("/rulebook_document", check_against(**rulebook, **compiled))) faults.push_back(std::move(fault));
  }
  if (!faults.empty()) return invalid("invalid_rulebook", faults);
  Rules rules{*rulebook, *definition, std::string(statechart::version_of(**compiled)), document_hash(*document),
              document_hash(*definition), road_of(**compiled, **rulebook)};
  return rules;
}

json::array warnings_of(const Rulebook& rulebook, std::optional<std::int64_t> year) {
  std::vector<Doubt> doubts = lint(rulebook);
  const std::int64_t own = integer_of(rulebook.document, "year");
  if (year && own != 0 && own != *year)
    doubts.push_back({"other_year", "/year", "the rulebook is for " + std::to_string(own) + ", the competition is opened for " + std::to_string(*year),
                      "buku aturan untuk tahun " + std::to_string(own) + ", kompetisi dibuka untuk tahun " + std::to_string(*year)});
  json::array warnings;
  for (Doubt& doubt : doubts) {
    warnings.push_back(json::object{{"severity", "warning"},
                                    {"code", std::move(doubt.code)},
                                    {"pointer", "/rulebook_document" + doubt.pointer},
                                    {"message", std::move(doubt.en)},
                                    {"message_id", std::move(doubt.id)},
                                    {"sequence", json::array()}});
  }
  return warnings;
}

json::object review_rules(const json::object& body) {
  json::object review{{"errors", json::array()}, {"warnings", json::array()}};
  std::optional<std::int64_t> year;
  if (body.contains("year")) year = integer_of(body, "year");
  if (const auto rules = choose_rules(body)) {
    review["warnings"] = warnings_of(*rules->rulebook, year);
    return review;
  } else {
    review["errors"] = array_of(rules.error().details, "errors");
  }
  const auto document = rulebook_document(body);
  const auto rulebook = document ? parse_rulebook(*document) : Result<RulebookPtr, Faults>(Faults{});
  if (rulebook) review["warnings"] = warnings_of(**rulebook, year);
  return review;
}

}  // namespace jejak::workflows
