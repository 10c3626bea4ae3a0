#include "workflows/instance/refused.hpp"

#include "engine/statechart/explain.hpp"
#include "workflows/proposal/path.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

// The first guard's conditions are in the sentence, those of all in the details.
Rejection step_refused(const statechart::Definition& definition, const statechart::Snapshot& snapshot,
                       const statechart::Sent& event, const std::vector<statechart::Refusing>& refused_by, Timestamp now) {
  const json::value value = statechart::state_value(definition, snapshot);
  const std::string path = dotted_path(value);
  json::object details{{"event", event.type}, {"state", path}, {"state_value", value}};
  const std::string what(event.type);
  if (refused_by.empty()) {
    return conflict("transition_refused", {"In the state " + path + " there is no transition for " + what + ".",
                                           "Pada keadaan " + path + " tidak ada transisi untuk " + what + "."},
                    std::move(details));
  }
  json::array told;
  Sentence why;
  for (const auto& refusing : refused_by) {
    json::array conditions;
    for (const auto& reason : statechart::explain_guard(definition, snapshot, refusing.guard, event, now)) {
      if (told.empty()) {
        why.en += (why.en.empty() ? ": " : "; ") + reason.en;
        why.id += (why.id.empty() ? ": " : "; ") + reason.id;
      }
      conditions.push_back({{"pointer", reason.pointer}, {"message", reason.en}, {"message_id", reason.id}});
    }
    told.push_back(
        {{"state", refusing.state}, {"guard", refusing.guard}, {"conditions", std::move(conditions)}});
  }
  const std::string& guard = refused_by.front().guard;
  details["guard"] = guard;
  details["refused_by"] = std::move(told);
  return conflict("transition_refused", {"The guard " + guard + " does not let " + what + " through" + why.en + ".",
                                         "Penjaga " + guard + " tidak meluluskan " + what + why.id + "."},
                  std::move(details));
}

}  // namespace jejak::workflows
