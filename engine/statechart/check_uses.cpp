#include <algorithm>
#include <set>

#include "engine/statechart/check_findings.hpp"

namespace jejak::statechart {

namespace {

using Names = std::set<std::string, std::less<>>;

bool is_own(const std::string& path, std::string_view root) {
  return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '.');
}

class Uses {
 public:
  Uses(const Definition& definition, const CheckOptions& options, Findings& findings)
      : definition_(definition), options_(options), findings_(findings) {}
  void run(const json::value& document);

 private:
  void find(Severity severity, std::string code, std::string pointer, std::string message,
            std::string message_id) {
    findings_.push_back({severity,
                         std::move(code),
                         std::move(pointer),
                         std::move(message),
                         std::move(message_id),
                         {},
                         false});
  }
  void check_unused();
  void check_events(const json::object& section, const std::string& name);
  void check_roles();
  void check_context();
  void check_data();
  void check_unread_fields();
  void read_rule(const NamedRule& rule, Names& paths) const;
  bool taken(std::string_view event) const;

  const Definition& definition_;
  const CheckOptions& options_;
  Findings& findings_;
};

void Uses::check_unused() {
  std::vector<bool> guards(definition_.guards.size());
  std::vector<bool> actions(definition_.actions.size());
  std::vector<bool> delays(definition_.delays.size());
  for (const auto& transition : definition_.transitions) {
    if (transition.guard != no_rule) guards[transition.guard] = true;
    for (const RuleIndex action : transition.actions) actions[action] = true;
  }
  for (const auto& at : definition_.states) {
    for (const auto* list : {&at.entry, &at.exit, &at.initial_actions}) {
      for (const RuleIndex action : *list) actions[action] = true;
    }
    for (const auto& delay : at.delays) {
      if (delay.rule != no_rule) delays[delay.rule] = true;
    }
  }
  const auto report = [&](const auto& all, const std::vector<bool>& used, const std::string& what,
                          const std::string& what_id) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (used[i]) continue;
      find(Severity::warning, "unused", all[i].pointer,
           "nothing uses the " + what + " \"" + all[i].name + "\"",
           what_id + " \"" + all[i].name + "\" tidak dipakai di mana pun");
    }
  };
  report(definition_.guards, guards, "guard", "penjaga");
  report(definition_.actions, actions, "action", "tindakan");
  report(definition_.delays, delays, "delay", "jeda");
}

bool Uses::taken(std::string_view event) const {
  return std::ranges::any_of(definition_.states, [&](const State& at) {
    return std::ranges::any_of(at.on,
                               [&](const Handler& handler) { return fits(event, handler.descriptor); });
  });
}

void Uses::check_events(const json::object& section, const std::string& name) {
  for (const auto& entry : section) {
    const std::string event(entry.key());
    if (taken(event)) continue;
    find(Severity::warning, "unknown_event", "/" + name + "/" + pointer_escape(event),
         "no state takes the event \"" + event + "\"",
         "tidak ada keadaan yang menerima peristiwa \"" + event + "\"");
  }
}

void Uses::check_roles() {
  for (const auto& [event, roles] : definition_.roles) {
    const std::string pointer = "/roles/" + pointer_escape(event);
    if (roles.get_array().empty() && taken(event)) {
      find(Severity::warning, "nobody_may_send", pointer, "nobody may send \"" + std::string(event) + "\"",
           "tidak seorang pun boleh mengirim \"" + std::string(event) + "\"");
    }
    if (options_.roles.empty()) continue;
    const auto held = [&](std::string_view role) {
      return role == "system" || std::ranges::find(options_.roles, role) != options_.roles.end();
    };
    const bool somebody = std::ranges::any_of(
        roles.get_array(), [&](const json::value& role) { return held(role.get_string()); });
    for (std::size_t i = 0; i < roles.get_array().size(); ++i) {
      const std::string role(roles.get_array()[i].get_string());
      if (held(role)) continue;
      find(somebody ? Severity::warning : Severity::error, "unknown_role", pointer + "/" + std::to_string(i),
           "nobody can hold the role \"" + role + "\"",
           "tidak ada yang dapat memegang peran \"" + role + "\"");
    }
  }
}

void Uses::read_rule(const NamedRule& rule, Names& paths) const {
  for (auto& path : rule.rule.paths_read()) paths.insert(std::move(path));
}

// Keys of the context that guards and delays read and that neither the machine's context nor any assign gives
// a value.
void Uses::check_context() {
  Names written;
  for (const auto& member : definition_.context) written.emplace(member.key());
  for (const Action& action : definition_.actions) {
    for (const Assignment& assignment : action.assignments) written.insert(assignment.key);
  }
  const auto check = [&](const NamedRule& rule, const std::string& what, const std::string& what_id) {
    Names paths;
    read_rule(rule, paths);
    for (const std::string& path : paths) {
      if (!path.starts_with("context.")) continue;
      const std::string key = path.substr(8, path.find('.', 8) - 8);
      if (written.contains(key)) continue;
      find(Severity::warning, "read_never_written", rule.pointer,
           "the " + what + " \"" + rule.name + "\" reads context." + key + ", which nothing writes",
           what_id + " \"" + rule.name + "\" membaca context." + key + ", yang tidak pernah diisi");
    }
  };
  for (const NamedRule& guard : definition_.guards) check(guard, "guard", "penjaga");
  for (const NamedRule& delay : definition_.delays) check(delay, "delay", "jeda");
}

// Whether a form allows a field.
bool allows(const json::value& form, std::string_view path) {
  const std::size_t dot = path.find('.');
  const auto* properties = form.is_object() ? form.get_object().if_contains("properties") : nullptr;
  const auto* below = properties != nullptr && properties->is_object()
                          ? properties->get_object().if_contains(path.substr(0, dot))
                          : nullptr;
  if (below != nullptr) return dot == path.npos || allows(*below, path.substr(dot + 1));
  const auto* more = form.is_object() ? form.get_object().if_contains("additionalProperties") : nullptr;
  return more == nullptr || *more != json::value(false);
}

// Guards that read a field that the event's form does not allow.
void Uses::check_data() {
  for (const State& at : definition_.states) {
    for (const Handler& handler : at.on) {
      const json::value* form = form_of(definition_, handler.descriptor);
      for (const TransitionIndex index : handler.transitions) {
        const Transition& transition = definition_.transitions[index];
        if (form == nullptr || transition.guard == no_rule) continue;
        const NamedRule& guard = definition_.guards[transition.guard];
        Names paths;
        read_rule(guard, paths);
        for (const std::string& path : paths) {
          if (!path.starts_with("event.data.") || allows(*form, path.substr(11))) continue;
          find(Severity::warning, "read_never_sent", transition.pointer,
               "the guard \"" + guard.name + "\" reads " + path + ", which the form of \"" +
                   handler.descriptor + "\" does not allow",
               "penjaga \"" + guard.name + "\" membaca " + path + ", yang tidak ada di formulir \"" +
                   handler.descriptor + "\"");
        }
      }
    }
  }
}

// Fields of forms that no rule reads: they stay in the trail, but nothing depends on them.
void Uses::check_unread_fields() {
  Names read;
  for (const NamedRule& guard : definition_.guards) read_rule(guard, read);
  for (const NamedRule& delay : definition_.delays) read_rule(delay, read);
  for (const Action& action : definition_.actions) {
    for (const Assignment& assignment : action.assignments) read_rule(assignment.value, read);
  }
  const bool everything = read.contains("") || read.contains("event") || read.contains("event.data");
  if (everything) return;
  for (const auto& [event, form] : definition_.forms) {
    const auto* properties = form.get_object().if_contains("properties");
    if (properties == nullptr || !properties->is_object() || !taken(event)) continue;
    for (const auto& property : properties->get_object()) {
      const std::string path = "event.data." + std::string(property.key());
      if (std::ranges::any_of(read, [&](const std::string& other) { return is_own(other, path); })) continue;
      find(Severity::note, "unread_field",
           "/forms/" + pointer_escape(event) + "/properties/" + pointer_escape(property.key()),
           "no rule reads the field \"" + std::string(property.key()) + "\"; it is only recorded",
           "tidak ada aturan yang membaca isian \"" + std::string(property.key()) +
               "\"; isian itu hanya dicatat");
    }
  }
}

void Uses::run(const json::value& document) {
  for (const std::string key : {"id", "version"}) {
    if (document.get_object().contains(key)) continue;
    find(Severity::warning, "unnamed", "", "the definition has no \"" + key + "\"",
         "definisi ini tidak memiliki \"" + key + "\"");
  }
  check_unused();
  check_context();
  check_data();
  check_events(definition_.roles, "roles");
  check_roles();
  check_events(definition_.forms, "forms");
  check_unread_fields();
}

}  // namespace

void check_uses(const Definition& definition, const json::value& document, const CheckOptions& options,
                Findings& findings) {
  Uses(definition, options, findings).run(document);
}

}  // namespace jejak::statechart
