#include "tools/scxml_reader.hpp"

#include <algorithm>
#include <set>
#include <sstream>

#include "engine/statechart/graph.hpp"

namespace jejak::tools {

namespace {

constexpr std::string_view scxml_space = "http://www.w3.org/2005/07/scxml";

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool is_state(const XmlElement& element) {
  return element.name == "state" || element.name == "parallel" || element.name == "final" ||
         element.name == "history";
}

// A target by id: the dots of an id are escaped.
std::string target_of(std::string_view id) {
  std::string target = "#";
  for (const char character : id) {
    if (character == '.' || character == '\\') target += '\\';
    target += character;
  }
  return target;
}

json::value one_or_list(json::array list) {
  if (list.size() == 1) return list[0];
  return list;
}

// Where a state stands.
struct Around {
  std::string id;    // of the state around it
  std::string path;  // the keys below the machine
  bool machine = false;
};

class Reader {
 public:
  Result<json::object, std::vector<XmlFault>> read(XmlElement root);

 private:
  void fault(const XmlElement& element, std::string message) {
    faults_.push_back({element.line, std::move(message)});
  }
  const std::string* own(const XmlElement& element, std::string_view attribute) const {
    return ours_ ? element.find(std::string(statechart::scxml_extension) + " " + std::string(attribute)) : nullptr;
  }
  void refuse_others(const XmlElement& element, std::initializer_list<std::string_view> known);
  void name_states(XmlElement& element);
  std::string decoded(const std::string& id) const { return ours_ ? statechart::id_of_ncname(id) : id; }
  std::string id_of(const XmlElement& element) const { return decoded(*element.find("id")); }
  std::string key_of(const XmlElement& element, const Around& around) const;

  const XmlElement* machine_of(XmlElement& root);
  bool read_definition(const XmlElement& root);
  json::object state(const XmlElement& element, const Around& around);
  void parts(const XmlElement& element, const std::string& id, json::object& state);
  void children(const XmlElement& element, const Around& here, json::object& state);
  void initial(const XmlElement& element, const Around& here, json::object& state);
  void history(const XmlElement& element, json::object& state);
  void actions(const XmlElement& block, std::string_view key, json::object& into);
  void send(const XmlElement& element, const std::string& id, json::object& state);
  void transition(const XmlElement& at, const XmlElement& element, const std::string& id, json::object& state);
  void add(json::object& handlers, std::string_view key, const json::object& transition);
  json::array targets_of(const XmlElement& element) const;
  bool leaves_source(const XmlElement& at, const XmlElement& element) const;

  bool ours_ = false;
  json::object document_;
  std::string machine_;  // its id
  std::set<std::string> ids_;
  std::vector<XmlFault> faults_;
};

void Reader::refuse_others(const XmlElement& element, std::initializer_list<std::string_view> known) {
  for (const XmlElement& child : element.children) {
    if (child.space != scxml_space || std::ranges::find(known, child.name) != known.end()) continue;
    fault(child, "<" + child.name + "> is not supported in <" + element.name + ">");
  }
}

void Reader::name_states(XmlElement& element) {
  std::erase_if(element.children, [](const XmlElement& child) { return child.space != scxml_space; });
  for (XmlElement& child : element.children) {
    if (is_state(child) && child.find("id") == nullptr)
      child.attributes.emplace_back("id", "unnamed-" + std::to_string(ids_.size() + 1));
    if (is_state(child) && !ids_.insert(*child.find("id")).second)
      fault(child, "the id \"" + *child.find("id") + "\" is taken");
    name_states(child);
  }
}

std::string Reader::key_of(const XmlElement& element, const Around& around) const {
  if (const std::string* key = own(element, "key")) return *key;
  const std::string id = id_of(element);
  return ours_ && id.starts_with(around.id + ".") ? id.substr(around.id.size() + 1) : id;
}

json::array Reader::targets_of(const XmlElement& element) const {
  json::array targets;
  const std::string* list = element.find("target");
  if (list == nullptr) return targets;
  for (const std::string& id : words_of(*list)) targets.emplace_back(target_of(decoded(id)));
  return targets;
}

void Reader::actions(const XmlElement& block, std::string_view key, json::object& into) {
  for (const XmlElement& child : block.children) {
    if (child.name != "script") continue;
    json::value& list = into[key];
    if (!list.is_array()) list = json::array();
    list.get_array().emplace_back(ours_ ? child.text : trimmed(child.text));
  }
}

// A delayed event of the state itself is what `after` is in SCXML; <cancel> on the way out belongs to it.
void Reader::send(const XmlElement& element, const std::string& id, json::object& state) {
  const std::string* event = element.find("event");
  const std::string ending = "." + id;
  if (!ours_ || event == nullptr || !event->starts_with("xstate.after.") || !event->ends_with(ending))
    return fault(element, "<send> is not supported: actions only assign");
  const std::string delay = event->substr(13, event->size() - 13 - ending.size());
  if (!state["after"].is_object()) state["after"] = json::object();
  state["after"].get_object()[delay] = json::array();
}

// Whether a transition of a document that is not ours leaves and enters its source again, by SCXML's rules.
bool Reader::leaves_source(const XmlElement& at, const XmlElement& element) const {
  const std::string* type = element.find("type");
  const bool compound = at.name != "parallel" && std::ranges::any_of(at.children, is_state);
  if (type == nullptr || *type != "internal" || !compound) return true;
  const auto within = [&](const auto& self, const XmlElement& around, const std::string& id) -> bool {
    return std::ranges::any_of(around.children, [&](const XmlElement& child) {
      return is_state(child) && (*child.find("id") == id || self(self, child, id));
    });
  };
  return !std::ranges::all_of(words_of(*element.find("target")),
                              [&](const std::string& id) { return within(within, at, id); });
}

void Reader::add(json::object& handlers, std::string_view key, const json::object& transition) {
  json::value& list = handlers[key];
  if (!list.is_array()) list = json::array();
  list.get_array().push_back(transition);
}

void Reader::transition(const XmlElement& at, const XmlElement& element, const std::string& id,
                        json::object& state) {
  refuse_others(element, {"script"});
  json::object made;
  const json::array targets = targets_of(element);
  if (!targets.empty()) made["target"] = one_or_list(targets);
  if (const std::string* guard = element.find("cond")) made["guard"] = *guard;
  actions(element, "actions", made);
  const std::string* type = element.find("type");
  const bool internal = type != nullptr && *type == "internal";
  if (!targets.empty() && (ours_ ? !internal : leaves_source(at, element))) made["reenter"] = true;
  const std::string* spelt = own(element, "event");
  const std::string* event = element.find("event");
  if (spelt == nullptr && event == nullptr) return add(state, "always", made);
  if (spelt == nullptr && ours_ && event->starts_with("xstate.after.")) {
    const std::string delay = event->substr(13, event->size() - 13 - id.size() - 1);
    if (!state["after"].is_object()) state["after"] = json::object();
    return add(state["after"].get_object(), delay, made);
  }
  for (const std::string& name : spelt != nullptr ? std::vector{*spelt} : words_of(*event)) {
    if (spelt == nullptr && name == "done.state." + *at.find("id")) {
      add(state, "onDone", made);
      continue;
    }
    if (spelt == nullptr && name.starts_with("done.state."))
      fault(element, "the end of a state is heard by that state alone, not by <" + at.name + "> around or beside it");
    if (!state["on"].is_object()) state["on"] = json::object();
    add(state["on"].get_object(), name, made);
  }
}

void Reader::initial(const XmlElement& element, const Around& here, json::object& state) {
  const XmlElement* first = nullptr;
  const XmlElement* start = nullptr;
  for (const XmlElement& child : element.children) {
    if (is_state(child) && first == nullptr) first = &child;
    if (child.name == "initial") start = &child;
  }
  const std::string* wanted = element.find("initial");
  json::object entering;
  if (start != nullptr) {
    const bool plain = start->children.size() == 1 && start->children[0].name == "transition" &&
                       start->children[0].find("target") != nullptr;
    if (!plain) return fault(*start, "<initial> holds one transition with a target");
    refuse_others(start->children[0], {"script"});
    wanted = start->children[0].find("target");
    actions(start->children[0], "actions", entering);
  }
  if (wanted == nullptr) wanted = first->find("id");
  const auto chosen = std::ranges::find_if(element.children, [&](const XmlElement& child) {
    return is_state(child) && *child.find("id") == *wanted;
  });
  if (chosen == element.children.end())
    return fault(element, "the initial state \"" + *wanted + "\" is not a direct child");
  const std::string key = key_of(*chosen, here);
  if (entering.empty()) {
    state["initial"] = key;
  } else {
    entering["target"] = key;
    state["initial"] = entering;
  }
}

void Reader::history(const XmlElement& element, json::object& state) {
  refuse_others(element, {"transition"});
  const std::string* type = element.find("type");
  state["type"] = "history";
  state["history"] = type != nullptr && *type == "deep" ? "deep" : "shallow";
  if (own(element, "default") != nullptr) return;
  for (const XmlElement& child : element.children) {
    refuse_others(child, {});
    const json::array targets = targets_of(child);
    if (!targets.empty()) state["target"] = one_or_list(targets);
  }
}

void Reader::parts(const XmlElement& element, const std::string& id, json::object& state) {
  for (const XmlElement& child : element.children) {
    if (child.name == "onentry" || child.name == "onexit") {
      refuse_others(child, {"script", "send", "cancel"});
      actions(child, child.name == "onentry" ? "entry" : "exit", state);
      for (const XmlElement& part : child.children) {
        if (part.name == "send") send(part, id, state);
        if (part.name == "cancel" && !ours_) fault(part, "<cancel> is not supported: actions only assign");
      }
    } else if (child.name == "transition") {
      transition(element, child, id, state);
    }
  }
}

void Reader::children(const XmlElement& element, const Around& here, json::object& state) {
  json::object states;
  for (const XmlElement& child : element.children) {
    if (!is_state(child)) continue;
    const std::string key = key_of(child, here);
    if (states.contains(key)) fault(child, "the name \"" + key + "\" is taken beside it");
    states[key] = this->state(child, here);
  }
  if (!states.empty()) state["states"] = std::move(states);
}

json::object Reader::state(const XmlElement& element, const Around& around) {
  json::object state;
  const std::string id = id_of(element);
  const std::string key = around.machine ? id : key_of(element, around);
  const std::string path = around.machine ? "" : (around.path.empty() ? "" : around.path + ".") + key;
  if (!ours_ || around.machine || id != machine_ + "." + path) state["id"] = id;
  if (element.name == "history") {
    history(element, state);
    return state;
  }
  refuse_others(element, {"state", "parallel", "final", "history", "initial", "transition", "onentry", "onexit"});
  if (element.name != "state") state["type"] = element.name;
  const Around here{id, path};
  const bool compound = element.name == "state" && std::ranges::any_of(element.children, is_state);
  if (compound) initial(element, here, state);
  parts(element, id, state);
  children(element, here, state);
  return state;
}

// Everything of the definition but its machine, where the document carries it.
bool Reader::read_definition(const XmlElement& root) {
  const auto found = std::ranges::find_if(root.children, [](const XmlElement& child) {
    return child.space == statechart::scxml_extension && child.name == "definition";
  });
  if (found == root.children.end()) return true;
  ours_ = true;
  const auto document = parse_json(found->text);
  if (document && document->is_object()) {
    document_ = document->get_object();
    return true;
  }
  fault(*found, "<definition> holds a JSON object" + (document ? "" : ": " + document.error().message));
  return false;
}

// <scxml> itself, but ours has the machine within it; null (and a fault) where there is none.
const XmlElement* Reader::machine_of(XmlElement& root) {
  const auto first = std::ranges::find_if(root.children, is_state);
  if (first == root.children.end()) {
    fault(root, "<scxml> holds no state");
    return nullptr;
  }
  if (ours_) return &*first;
  const std::string* name = root.find("name");
  root.attributes.emplace_back("id", name == nullptr ? "machine" : *name);
  root.name = "state";
  return &root;
}

Result<json::object, std::vector<XmlFault>> Reader::read(XmlElement root) {
  if (root.space != scxml_space || root.name != "scxml") {
    fault(root, "not SCXML: the document is not an <scxml> of the namespace " + std::string(scxml_space));
    return faults_;
  }
  if (!read_definition(root)) return faults_;
  name_states(root);
  const XmlElement* machine = machine_of(root);
  if (machine == nullptr) return faults_;
  machine_ = id_of(*machine);
  json::object made = state(*machine, {"", "", true});
  if (json::value* context = document_.if_contains("context")) {
    made["context"] = std::move(*context);
    document_.erase("context");
  }
  if (!ours_) document_ = {{"id", machine_}, {"version", "1"}};
  document_["machine"] = std::move(made);
  if (!faults_.empty()) return faults_;
  return std::move(document_);
}

}  // namespace

Result<json::object, std::vector<XmlFault>> definition_of_scxml(XmlElement root) {
  return Reader().read(std::move(root));
}

}  // namespace jejak::tools
