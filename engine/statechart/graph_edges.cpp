#include "engine/statechart/graph_edges.hpp"

#include <algorithm>

#include "engine/rules/text.hpp"

namespace jejak::statechart {

namespace {

void add_edges(const Definition& definition, const std::vector<TransitionIndex>& transitions,
               const std::string& event, std::vector<Edge>& edges) {
  for (const TransitionIndex index : transitions) edges.push_back({&definition.transitions[index], event});
}

std::string delay_text(const Definition& definition, const Delay& delay) {
  if (delay.rule != no_rule) return definition.delays[delay.rule].name;
  std::string text;
  rules::append_number_text(text, delay.milliseconds);
  return text + " ms";
}

}  // namespace

std::vector<Edge> edges_of(const Definition& definition, const State& state) {
  std::vector<Edge> edges;
  for (const auto& handler : state.on) add_edges(definition, handler.transitions, handler.descriptor, edges);
  add_edges(definition, state.always, "always", edges);
  const auto add_own = [&](EventIndex event, const std::string& name) {
    const auto handler = std::ranges::find(state.exact, event, &Handler::event);
    if (handler != state.exact.end()) add_edges(definition, handler->transitions, name, edges);
  };
  for (const auto& delay : state.delays) add_own(delay.event, "after " + delay_text(definition, delay));
  if (state.done != no_event) add_own(state.done, "done");
  return edges;
}

std::string label_of(const Definition& definition, const Edge& edge) {
  std::string label = edge.event;
  if (edge.transition->guard != no_rule) label += " [" + definition.guards[edge.transition->guard].name + "]";
  for (std::size_t i = 0; i < edge.transition->actions.size(); ++i) {
    label += (i == 0 ? " / " : ", ") + definition.actions[edge.transition->actions[i]].name;
  }
  return label;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char character : text) {
    switch (character) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\t':
      case '\n':
      case '\r':  // a reader would make a space, or another end of a line, of them
        out += "&#" + std::to_string(static_cast<int>(character)) + ";";
        break;
      default:
        // XML 1.0 has no other control characters, not even escaped.
        if (static_cast<unsigned char>(character) >= 0x20) out += character;
    }
  }
  return out;
}

}  // namespace jejak::statechart
