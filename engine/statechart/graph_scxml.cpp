#include <algorithm>

#include "engine/statechart/graph.hpp"
#include "engine/statechart/graph_edges.hpp"

namespace jejak::statechart {

namespace {

// SCXML ids are XML NCNames; other characters of an id become "_<code>_".
std::string ncname(std::string_view id) {
  std::string out;
  for (const char character : id) {
    const auto byte = static_cast<unsigned char>(character);
    const bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    const bool later = (byte >= '0' && byte <= '9') || byte == '-' || byte == '.';
    if (letter || byte == '_' || byte >= 0x80 || (later && !out.empty())) {
      out += character;
    } else {
      out += "_" + std::to_string(byte) + "_";
    }
  }
  return out;
}

class Scxml {
 public:
  explicit Scxml(const Definition& definition) : definition_(definition) {}
  std::string draw();

 private:
  void line(std::size_t depth, const std::string& text) { out_ += std::string(depth * 2, ' ') + text + "\n"; }
  std::string id(StateIndex index) const { return ncname(definition_.states[index].id); }
  void state(StateIndex index, std::size_t depth);
  void history(StateIndex index, std::size_t depth);
  void body(StateIndex index, std::size_t depth);
  void transition(const State& at, const Edge& edge, std::size_t depth);
  void block(std::string_view element, const std::vector<RuleIndex>& actions,
             const std::vector<std::string>& more, std::size_t depth);
  std::string event_of(const State& at, const Edge& edge) const;

  const Definition& definition_;
  std::string out_;
};

void Scxml::block(std::string_view element, const std::vector<RuleIndex>& actions,
                  const std::vector<std::string>& more, std::size_t depth) {
  if (actions.empty() && more.empty()) return;
  line(depth, "<" + std::string(element) + ">");
  for (const RuleIndex action : actions) {
    line(depth + 1, "<script>" + xml_text(definition_.actions[action].name) + "</script>");
  }
  for (const auto& text : more) line(depth + 1, text);
  line(depth, "</" + std::string(element) + ">");
}

// SCXML's descriptors are prefixes of tokens, so that only "*" differs from ours.
std::string Scxml::event_of(const State& at, const Edge& edge) const {
  const auto place = static_cast<TransitionIndex>(edge.transition - definition_.transitions.data());
  if (std::ranges::find(at.always, place) != at.always.end()) return "";
  for (const Delay& delay : at.delays) {
    const auto handler = std::ranges::find(at.exact, delay.event, &Handler::event);
    const bool own = handler != at.exact.end() &&
                     std::ranges::find(handler->transitions, place) != handler->transitions.end();
    if (own) return definition_.events[delay.event];
  }
  const auto done = std::ranges::find(at.exact, at.done, &Handler::event);
  const bool own = at.done != no_event && done != at.exact.end() &&
                   std::ranges::find(done->transitions, place) != done->transitions.end();
  return own ? "done.state." + ncname(at.id) : edge.event;
}

void Scxml::transition(const State& at, const Edge& edge, std::size_t depth) {
  const Transition& transition = *edge.transition;
  const std::string event = event_of(at, edge);
  std::string open = "<transition";
  if (!event.empty()) open += " event=\"" + xml_text(event) + "\"";
  if (transition.guard != no_rule)
    open += " cond=\"" + xml_text(definition_.guards[transition.guard].name) + "\"";
  if (!transition.targets.empty()) {
    open += " target=\"";
    for (std::size_t i = 0; i < transition.targets.size(); ++i)
      open += (i == 0 ? "" : " ") + id(transition.targets[i]);
    open += transition.reenter ? "\"" : "\" type=\"internal\"";
  }
  if (transition.actions.empty()) return line(depth, open + "/>");
  line(depth, open + ">");
  for (const RuleIndex action : transition.actions) {
    line(depth + 1, "<script>" + xml_text(definition_.actions[action].name) + "</script>");
  }
  line(depth, "</transition>");
}

void Scxml::body(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  std::vector<std::string> sends;
  std::vector<std::string> cancels;
  for (const Delay& delay : at.delays) {
    const std::string event = xml_text(definition_.events[delay.event]);
    const std::string key = xml_text(ncname(delay.key));
    const std::string when =
        delay.rule == no_rule
            ? "delay=\"" + std::to_string(static_cast<long long>(delay.milliseconds)) + "ms\""
            : "delayexpr=\"" + xml_text(definition_.delays[delay.rule].name) + "\"";
    sends.push_back("<send id=\"" + key + "\" event=\"" + event + "\" " + when + "/>");
    cancels.push_back("<cancel sendid=\"" + key + "\"/>");
  }
  block("onentry", at.entry, sends, depth);
  block("onexit", at.exit, cancels, depth);
  for (const Edge& edge : edges_of(definition_, at)) transition(at, edge, depth);
  for (const StateIndex child : at.children) state(child, depth);
  for (const StateIndex inner : at.histories) history(inner, depth);
}

void Scxml::history(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  const bool deep = at.kind == Kind::deep_history;
  line(depth, "<history id=\"" + xml_text(id(index)) + "\" type=\"" + (deep ? "deep" : "shallow") + "\">");
  const State& parent = definition_.states[at.parent];
  std::vector<StateIndex> targets = at.defaults;
  if (targets.empty())
    targets = parent.kind == Kind::parallel ? parent.children : std::vector{parent.initial};
  std::string list;
  for (const StateIndex target : targets) list += (list.empty() ? "" : " ") + id(target);
  line(depth + 1, "<transition target=\"" + xml_text(list) + "\"/>");
  line(depth, "</history>");
}

void Scxml::state(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  const std::string element = at.kind == Kind::parallel ? "parallel"
                              : at.kind == Kind::final  ? "final"
                                                        : "state";
  std::string open = "<" + element + " id=\"" + xml_text(id(index)) + "\"";
  if (at.initial != no_state && at.initial_actions.empty())
    open += " initial=\"" + xml_text(id(at.initial)) + "\"";
  line(depth, open + ">");
  if (at.initial != no_state && !at.initial_actions.empty()) {
    line(depth + 1, "<initial>");
    line(depth + 2, "<transition target=\"" + xml_text(id(at.initial)) + "\">");
    for (const RuleIndex action : at.initial_actions) {
      line(depth + 3, "<script>" + xml_text(definition_.actions[action].name) + "</script>");
    }
    line(depth + 2, "</transition>");
    line(depth + 1, "</initial>");
  }
  body(index, depth + 1);
  line(depth, "</" + element + ">");
}

// <scxml> has neither transitions nor entry actions, so the machine itself is a state within it.
std::string Scxml::draw() {
  out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out_ += "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" name=\"" +
          xml_text(ncname(definition_.id)) + "\" initial=\"" + xml_text(id(0)) + "\">\n";
  state(0, 1);
  out_ += "</scxml>\n";
  return std::move(out_);
}

}  // namespace

std::string to_scxml(const Definition& definition) { return Scxml(definition).draw(); }

}  // namespace jejak::statechart
