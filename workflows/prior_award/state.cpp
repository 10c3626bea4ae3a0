#include "workflows/prior_award/state.hpp"

#include "workflows/competition/state.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

void evolve(PriorAwards& awards, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "PriorAwardStruck") {
    for (auto& [title, own] : awards.by_title) std::erase_if(own, [&](const PriorAward& award) { return award.id == text_of(data, "id"); });
  }
  if (type != "PriorAwardRecorded") return;
  const std::string title(text_of(data, "title"));
  awards.by_title[title_key(title)].push_back(
      {std::string(text_of(data, "id")), std::string(text_of(data, "award")), integer_of(data, "year"), std::string(text_of(data, "entrant")), title});
}

}  // namespace jejak::workflows
