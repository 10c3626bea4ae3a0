#pragma once
#include <string>
#include <vector>

#include "engine/statechart/model.hpp"

namespace jejak::statechart {

// One transition as a picture shows it.
struct Edge {
  const Transition* transition = nullptr;
  std::string event;  // "SUBMIT", "always", "after PT5D", "done"
};

// Every transition of `state`, in the order on, always, after, onDone.
std::vector<Edge> edges_of(const Definition& definition, const State& state);

// "SUBMIT [complete] / count_up"
std::string label_of(const Definition& definition, const Edge& edge);

// `text` for XML, also within double quotes.
std::string xml_text(std::string_view text);

}  // namespace jejak::statechart
