#include "engine/statechart/parse.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace jejak::statechart {

namespace {

struct Reason {
  std::string_view key;
  std::string_view reason;
};

// Keys that people write and that we know but do not support.
constexpr std::array reasons = {
    Reason{"invoke", "invoked actors are not supported; send an event when the work outside is done"},
    Reason{"spawn", "spawned actors are not supported"},
    Reason{"output", "output is not supported; assign to the context in `entry` instead"},
    Reason{"route", "routes are not supported; write the transitions out"},
    Reason{"params", "parameters are not passed to guards and actions; name one for each value"},
    Reason{"cond", "XState 5 calls it `guard`"},
    Reason{"internal", "XState 5 has `reenter`: transitions are internal unless it is true"},
    Reason{"in", "XState 5 has no `in`; keep a value in the context and guard on it"},
    Reason{"delay", "XState 5 has `after` on the state"},
    Reason{"onEntry", "it is called `entry`"},
    Reason{"onExit", "it is called `exit`"},
    Reason{"activities", "activities are not supported"},
    Reason{"parallel", "write `type`: \"parallel\""},
    Reason{"schemas", "schemas for events stand in `forms` of the definition"},
    Reason{"types", "types are TypeScript's, not JSON's"},
};

std::string_view reason_for(std::string_view key) {
  const auto found = std::ranges::find(reasons, key, &Reason::key);
  return found == reasons.end() ? std::string_view() : found->reason;
}

// The number that `key` spells as an array index, in order; everything else comes after all of them.
std::uint64_t index_rank(std::string_view key) {
  constexpr std::uint64_t none = std::numeric_limits<std::uint64_t>::max();
  if (key.empty() || key.size() > 10 || (key.size() > 1 && key[0] == '0')) return none;
  std::uint64_t rank = 0;
  for (const char digit : key) {
    if (digit < '0' || digit > '9') return none;
    rank = rank * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return rank < 4294967295 ? rank : none;
}

}  // namespace

Place member(const Place& object, std::string_view key, const json::value& value) {
  return {value, object.pointer + "/" + pointer_escape(key)};
}

Place item(const Place& array, std::size_t index, const json::value& value) {
  return {value, array.pointer + "/" + std::to_string(index)};
}

EventIndex Parser::intern(std::string_view event) {
  const auto next = static_cast<EventIndex>(definition->events.size());
  const auto [place, added] = definition->event_index.emplace(event, next);
  if (added) definition->events.emplace_back(event);
  return place->second;
}

std::vector<const json::key_value_pair*> in_javascript_order(const json::object& object) {
  std::vector<const json::key_value_pair*> members;
  members.reserve(object.size());
  for (const auto& member : object) members.push_back(&member);
  std::ranges::stable_sort(members, {}, [](const auto* member) { return index_rank(member->key()); });
  return members;
}

void refuse_unknown(Parser& parser, const Place& object, std::span<const std::string_view> known,
                    std::string_view what) {
  for (const auto& [key, value] : object.value.get_object()) {
    if (std::ranges::find(known, std::string_view(key)) != known.end()) continue;
    const auto reason = reason_for(key);
    std::string message = "\"" + std::string(key) + "\" is not a part of " + std::string(what);
    parser.fault(member(object, key, value).pointer,
                 reason.empty() ? message : message + ": " + std::string(reason));
  }
}

bool fits(std::string_view event_type, std::string_view descriptor) {
  if (descriptor == event_type || descriptor == "*") return true;
  if (!descriptor.ends_with(".*")) return false;
  const std::string_view prefix = descriptor.substr(0, descriptor.size() - 2);
  // An asterisk that is a whole token but not the last one fits nothing.
  if (prefix == "*" || prefix.starts_with("*.") || prefix.ends_with(".*") ||
      prefix.find(".*.") != prefix.npos) {
    return false;
  }
  return event_type == prefix || (event_type.starts_with(prefix) && event_type[prefix.size()] == '.');
}

}  // namespace jejak::statechart
