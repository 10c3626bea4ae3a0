#include "workflows/prior_award/state.hpp"

#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(PriorAwards& awards, const Event& event) {
  if (event.type != "PriorAwardRecorded") return;
  const auto& data = members_of(event.data);
  awards.by_title[std::string(text_of(data, "title_key"))].push_back(
      {std::string(text_of(data, "id")), std::string(text_of(data, "award")), integer_of(data, "year")});
}

}  // namespace jejak::workflows
