#include "workflows/decision/place.hpp"

#include <algorithm>

namespace jejak::workflows {

void give_places(Ranking& ranking) {
  auto& results = ranking.results;
  std::size_t placed = 0;
  for (auto first = results.begin(); first != results.end();) {
    const auto end = std::find_if(first, results.end(), [&](const Ranked& ranked) { return ranked.rank != first->rank; });
    std::vector<Ranked*> chosen;
    for (; first != end; ++first)
      if (first->in) chosen.push_back(&*first);
    const bool drawn = std::ranges::none_of(chosen, [](const Ranked* ranked) { return ranked->candidate->ticket.empty(); });
    for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i]->place = placed + 1 + (drawn ? i : 0);
    placed += chosen.size();
  }
}

}  // namespace jejak::workflows
