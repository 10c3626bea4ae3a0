#include "engine/statechart/graph.hpp"
#include "engine/statechart/graph_edges.hpp"

namespace jejak::statechart {

namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    out += static_cast<unsigned char>(character) < 0x20 ? ' ' : character;
  }
  return out + "\"";
}

class Dot {
 public:
  Dot(const Definition& definition, const std::vector<Passage>& passages)
      : definition_(definition), passages_(passages) {}
  std::string draw();

 private:
  void line(std::size_t depth, const std::string& text) { out_ += std::string(depth * 2, ' ') + text + "\n"; }
  void state(StateIndex index, std::size_t depth);
  void leaf(StateIndex index, std::size_t depth);
  void cluster(StateIndex index, std::size_t depth);
  void transitions(StateIndex index);
  // The node that stands for a state: itself, or the point inside its cluster.
  static std::string node(StateIndex index) { return "n" + std::to_string(index); }
  std::string clip(std::string_view end, StateIndex index) const {
    if (definition_.states[index].children.empty()) return "";
    return std::string(end) + "=" + quoted("cluster_" + std::to_string(index));
  }

  // The state's name, and how often and for how long it was active.
  std::string title(StateIndex index) const {
    const bool visited = !passages_.empty() && passages_[index].times > 0;
    return definition_.states[index].key + (visited ? " (" + text_of(passages_[index]) + ")" : "");
  }
  std::string mark(StateIndex index) const {
    if (passages_.empty() || passages_[index].times == 0) return "";
    return passages_[index].here ? "penwidth=4" : "penwidth=2";
  }

  const Definition& definition_;
  const std::vector<Passage>& passages_;
  std::string out_;
};

void Dot::leaf(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  std::string shape = "shape=box, style=rounded, label=" + quoted(title(index));
  if (at.kind == Kind::final)
    shape = "shape=box, style=rounded, peripheries=2, label=" + quoted(title(index));
  if (at.kind == Kind::shallow_history) shape = "shape=circle, label=\"H\"";
  if (at.kind == Kind::deep_history) shape = "shape=circle, label=\"H*\"";
  if (!mark(index).empty()) shape += ", " + mark(index);
  line(depth, node(index) + " [" + shape + "];");
}

void Dot::cluster(StateIndex index, std::size_t depth) {
  const State& at = definition_.states[index];
  line(depth, "subgraph " + quoted("cluster_" + std::to_string(index)) + " {");
  line(depth + 1,
       "label=" + quoted(title(index)) + "; style=" + (at.kind == Kind::parallel ? "dashed;" : "rounded;"));
  if (!mark(index).empty()) line(depth + 1, mark(index) + ";");
  line(depth + 1, node(index) + " [shape=point];");
  for (const StateIndex child : at.children) state(child, depth + 1);
  for (const StateIndex history : at.histories) state(history, depth + 1);
  line(depth, "}");
}

void Dot::state(StateIndex index, std::size_t depth) {
  definition_.states[index].children.empty() ? leaf(index, depth) : cluster(index, depth);
}

void Dot::transitions(StateIndex index) {
  const State& at = definition_.states[index];
  if (at.initial != no_state) line(1, node(index) + " -> " + node(at.initial) + " [style=dotted];");
  for (const Edge& edge : edges_of(definition_, at)) {
    if (edge.transition->inert()) continue;
    std::vector<StateIndex> targets = edge.transition->targets;
    if (targets.empty()) targets.push_back(index);
    for (const StateIndex target : targets) {
      std::string attributes = "label=" + quoted(label_of(definition_, edge));
      // An arrow cannot be clipped at a cluster that holds both of its ends.
      const bool nested =
          definition_.is_inside(index, target) || definition_.is_inside(target, index) || index == target;
      for (const auto& part : {clip("ltail", index), clip("lhead", target)}) {
        if (!part.empty() && !nested) attributes += ", " + part;
      }
      line(1, node(index) + " -> " + node(target) + " [" + attributes + "];");
    }
  }
}

std::string Dot::draw() {
  out_ = "digraph " + quoted(definition_.id) + " {\n";
  line(1,
       "compound=true; rankdir=LR; node [fontname=\"sans-serif\"]; edge [fontname=\"sans-serif\", "
       "fontsize=10];");
  state(0, 1);
  for (StateIndex index = 0; index < definition_.states.size(); ++index) transitions(index);
  out_ += "}\n";
  return std::move(out_);
}

}  // namespace

std::string to_dot(const Definition& definition, const std::vector<Passage>& passages) {
  return Dot(definition, passages).draw();
}

}  // namespace jejak::statechart
