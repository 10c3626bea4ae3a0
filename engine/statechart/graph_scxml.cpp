#include <algorithm>

#include <boost/json/serialize.hpp>

#include "engine/rules/text.hpp"
#include "engine/statechart/graph.hpp"
#include "engine/statechart/graph_edges.hpp"

namespace jejak::statechart {

namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

// Whether SCXML reads a descriptor as we do: no list, no end of a state, no empty token at its end.
bool reads_alike(std::string_view descriptor) {
  return descriptor.find_first_of(" \t\r\n") == descriptor.npos && !descriptor.starts_with("done.state.") &&
         !descriptor.ends_with('.');
}

class Scxml {
 public:
  explicit Scxml(const Definition& definition) : definition_(definition) {}
  std::string draw();

 private:
  void line(std::size_t depth, const std::string& text) { out_ += std::string(depth * 2, ' ') + text + "\n"; }
  std::string id(StateIndex index) const { return ncname_of_id(definition_.states[index].id); }
  std::string names_of(StateIndex index) const;
  void state(StateIndex index, std::size_t depth);
  void history(StateIndex index, std::size_t depth);
  void body(StateIndex index, std::size_t depth);
  void transition(const State& at, const Edge& edge, std::size_t depth);
  void block(std::string_view element, const std::vector<RuleIndex>& actions,
             const std::vector<std::string>& more, std::size_t depth);
  std::string event_of(const State& at, const Edge& edge) const;
  std::string beside_machine() const;

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
  return own ? "done.state." + ncname_of_id(at.id) : edge.event;
}

void Scxml::transition(const State& at, const Edge& edge, std::size_t depth) {
  const Transition& transition = *edge.transition;
  const std::string event = event_of(at, edge);
  std::string open = "<transition";
  if (!event.empty()) open += " event=\"" + xml_text(event) + "\"";
  if (event == edge.event && !reads_alike(event)) open += " jejak:event=\"" + xml_text(event) + "\"";
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
    const std::string key = xml_text(ncname_of_id(delay.key));
    std::string when = "delay=\"";
    if (delay.rule == no_rule) {
      rules::append_number_text(when, delay.milliseconds);
      when += "ms\"";
    } else {
      when = "delayexpr=\"" + xml_text(definition_.delays[delay.rule].name) + "\"";
    }
    sends.push_back("<send id=\"" + key + "\" event=\"" + event + "\" " + when + "/>");
    cancels.push_back("<cancel sendid=\"" + key + "\"/>");
  }
  block("onentry", at.entry, sends, depth);
  block("onexit", at.exit, cancels, depth);
  for (const Edge& edge : edges_of(definition_, at)) transition(at, edge, depth);
  for (auto inner = static_cast<StateIndex>(index + 1); inner <= at.last; ++inner) {
    if (definition_.states[inner].parent == index) state(inner, depth);
  }
}

void Scxml::history(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  const bool deep = at.kind == Kind::deep_history;
  line(depth, "<history " + names_of(index) + " type=\"" + (deep ? "deep" : "shallow") + "\"" +
                  (at.defaults.empty() ? " jejak:default=\"none\">" : ">"));
  const State& parent = definition_.states[at.parent];
  std::vector<StateIndex> targets = at.defaults;
  if (targets.empty())
    targets = parent.kind == Kind::parallel ? parent.children : std::vector{parent.initial};
  std::string list;
  for (const StateIndex target : targets) list += (list.empty() ? "" : " ") + id(target);
  line(depth + 1, "<transition target=\"" + xml_text(list) + "\"/>");
  line(depth, "</history>");
}

// id="..." and, where the id does not tell the state's own name, that name.
std::string Scxml::names_of(StateIndex index) const {
  const State& at = definition_.states[index];
  std::string names = "id=\"" + xml_text(id(index)) + "\"";
  const bool told = at.parent == no_state || at.id == definition_.states[at.parent].id + "." + at.key;
  return told ? names : names + " jejak:key=\"" + xml_text(at.key) + "\"";
}

void Scxml::state(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  if (at.is_history()) return history(index, depth);
  const std::string element = at.kind == Kind::parallel ? "parallel"
                              : at.kind == Kind::final  ? "final"
                                                        : "state";
  std::string open = "<" + element + " " + names_of(index);
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

// The definition's other members, as JSON; `context` is the machine's.
std::string Scxml::beside_machine() const {
  json::object guards, actions, delays;
  for (const auto& guard : definition_.guards) guards[guard.name] = guard.source;
  for (const auto& action : definition_.actions) {
    json::object assign;
    for (const auto& assignment : action.assignments) assign[assignment.key] = assignment.value.source;
    actions[action.name] = {{"assign", std::move(assign)}};
  }
  for (const auto& delay : definition_.delays) delays[delay.name] = delay.source;
  json::object document;
  if (!definition_.id.empty()) document["id"] = definition_.id;
  if (!definition_.version.empty()) document["version"] = definition_.version;
  if (!definition_.title.empty()) document["title"] = definition_.title;
  document["guards"] = std::move(guards);
  document["actions"] = std::move(actions);
  document["delays"] = std::move(delays);
  document["forms"] = definition_.forms;
  document["roles"] = definition_.roles;
  document["context"] = definition_.context;
  return json::serialize(document);
}

// <scxml> has neither transitions nor entry actions, so the machine itself is a state within it.
std::string Scxml::draw() {
  out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  out_ += "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:jejak=\"" + std::string(scxml_extension) +
          "\" version=\"1.0\" name=\"" + xml_text(ncname_of_id(definition_.id)) + "\" initial=\"" + xml_text(id(0)) + "\">\n";
  line(1, "<jejak:definition>" + xml_text(beside_machine()) + "</jejak:definition>");
  state(0, 1);
  out_ += "</scxml>\n";
  return std::move(out_);
}

}  // namespace

std::string ncname_of_id(std::string_view id) {
  std::string out;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const auto byte = static_cast<unsigned char>(id[i]);
    const bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    const bool later = is_digit(id[i]) || byte == '-' || byte == '.';
    const bool underscore = byte == '_' && (i + 1 == id.size() || !is_digit(id[i + 1]));
    if (letter || underscore || byte >= 0x80 || (later && !out.empty())) {
      out += id[i];
    } else {
      out += "_" + std::to_string(byte) + "_";
    }
  }
  return out;
}

std::string id_of_ncname(std::string_view ncname) {
  std::string out;
  for (std::size_t i = 0; i < ncname.size(); ++i) {
    std::size_t end = i + 1;
    int code = 0;
    for (; ncname[i] == '_' && end < ncname.size() && is_digit(ncname[end]) && end - i <= 3; ++end)
      code = code * 10 + (ncname[end] - '0');
    const bool spelt = end > i + 1 && end < ncname.size() && ncname[end] == '_' && code < 256;
    out += spelt ? static_cast<char>(code) : ncname[i];
    if (spelt) i = end;
  }
  return out;
}

std::string to_scxml(const Definition& definition) { return Scxml(definition).draw(); }

}  // namespace jejak::statechart
