#include "workflows/decision/four_eyes.hpp"

#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/two_people.hpp"

namespace jejak::workflows {

const std::string_view propose_decision_body = R"({
"type":"object","additionalProperties":false,"properties":{"reason":{"type":"string","minLength":1,"maxLength":2000}}})";

Decision propose_decision(const Command& command, const Stage& stage, const std::string& stream, const json::object& document, json::object data) {
  if (!stage.four_eyes)
    return conflict("one_person_decides", {"This stage is decided by one person: the rulebook asks for no second one.",
                                           "Tahap ini diputuskan oleh satu orang: aturan tidak meminta orang kedua."});
  const std::string hash = document_hash(document);
  data["hash"] = hash;
  copy_member(command.body, "reason", data);
  return Accepted{{{stream, "StageDecisionProposed", std::move(data)}}, {{"stage", stage.name}, {"status", "open"}, {"hash", hash}}};
}

std::optional<Rejection> refuse_alone(World& world, const Caller& caller, const Stage& stage, const StageDecision& decision,
                                      const json::object& document) {
  if (!stage.four_eyes) return std::nullopt;
  if (!decision.proposed)
    return conflict("decision_not_proposed", {"Two people decide this stage: one proposes the decision first.",
                                              "Tahap ini diputuskan oleh dua orang: satu orang mengusulkan keputusannya dulu."});
  if (auto same = refuse_same_person(world, caller, decision.proposed->by)) return same;
  if (decision.proposed->hash == document_hash(document)) return std::nullopt;
  return conflict("decision_changed", {"What is to be decided is no longer what was proposed: propose it again.",
                                       "Yang akan diputuskan tidak lagi sama dengan yang diusulkan: usulkan kembali."});
}

}  // namespace jejak::workflows
