#include <algorithm>

#include "engine/statechart/graph.hpp"
#include "engine/statechart/graph_edges.hpp"

namespace jejak::statechart {

namespace {

// Labels are free text; what Mermaid would take for syntax becomes its entity.
std::string mermaid_text(std::string_view text) {
  std::string out;
  for (const char character : text) {
    if (character == '"' || character == ';' || character == '#' || character == ':' || character == '%' ||
        character == '<' || character == '>') {
      out += "#" + std::to_string(static_cast<int>(character)) + ";";
    } else {
      out += static_cast<unsigned char>(character) < 0x20 ? ' ' : character;
    }
  }
  return out;
}

class Mermaid {
 public:
  Mermaid(const Definition& definition, const std::vector<Passage>& passages)
      : definition_(definition), passages_(passages) {}
  std::string draw();

 private:
  static std::string name(StateIndex index) { return "s" + std::to_string(index); }
  void line(std::size_t depth, const std::string& text) { out_ += std::string(depth * 2, ' ') + text + "\n"; }
  void state(StateIndex index, std::size_t depth);
  void inside(StateIndex index, std::size_t depth);
  void transitions(StateIndex index);
  void marks();

  const Definition& definition_;
  const std::vector<Passage>& passages_;
  std::string out_;
};

void Mermaid::inside(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  if (at.initial != no_state) line(depth, "[*] --> " + name(at.initial));
  for (std::size_t i = 0; i < at.children.size(); ++i) {
    if (at.kind == Kind::parallel && i > 0) line(depth, "--");
    state(at.children[i], depth);
  }
  for (const StateIndex history : at.histories) state(history, depth);
}

void Mermaid::state(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  std::string title = at.key;
  if (at.is_history()) title += at.kind == Kind::deep_history ? " (H*)" : " (H)";
  if (!passages_.empty() && passages_[index].times > 0) title += " (" + text_of(passages_[index]) + ")";
  line(depth, "state \"" + mermaid_text(title) + "\" as " + name(index));
  if (at.kind == Kind::final) line(depth, name(index) + " --> [*]");
  if (at.children.empty()) return;
  line(depth, "state " + name(index) + " {");
  inside(index, depth + 1);
  line(depth, "}");
}

void Mermaid::transitions(StateIndex index) {
  // The machine itself has no box to draw an arrow from: its transitions are a note.
  std::string note;
  for (const Edge& edge : edges_of(definition_, definition_.states[index])) {
    const std::string label = mermaid_text(label_of(definition_, edge));
    if (edge.transition->inert()) continue;
    std::vector<StateIndex> targets = edge.transition->targets;
    if (targets.empty()) targets.push_back(index);
    for (const StateIndex target : targets) {
      if (index == 0 || target == 0) {
        note += "\n    " + label + " → " + mermaid_text(definition_.states[target].id);
      } else {
        line(1, name(index) + " --> " + name(target) + ": " + label);
      }
    }
  }
  const StateIndex beside =
      index == 0 ? definition_.states[0].children.empty() ? no_state : definition_.states[0].children[0]
                 : index;
  if (!note.empty() && beside != no_state) {
    line(1, "note right of " + name(beside) + note + "\n  end note");
  }
}

void Mermaid::marks() {
  if (passages_.empty()) return;
  line(1, "classDef visited stroke-width:3px");
  line(1, "classDef here stroke-width:5px,font-weight:bold");
  for (StateIndex index = 1; index < definition_.states.size(); ++index) {
    if (passages_[index].times > 0)
      line(1, "class " + name(index) + (passages_[index].here ? " here" : " visited"));
  }
}

std::string Mermaid::draw() {
  out_ = "stateDiagram-v2\n";
  if (definition_.states[0].children.empty()) {
    state(0, 1);
  } else if (definition_.states[0].kind == Kind::parallel) {
    line(1, "state \"" + mermaid_text(definition_.states[0].id) + "\" as s0");
    line(1, "state s0 {");
    inside(0, 2);
    line(1, "}");
  } else {
    inside(0, 1);
  }
  for (StateIndex index = 0; index < definition_.states.size(); ++index) transitions(index);
  marks();
  return std::move(out_);
}

}  // namespace

std::string to_mermaid(const Definition& definition, const std::vector<Passage>& passages) {
  return Mermaid(definition, passages).draw();
}

}  // namespace jejak::statechart
