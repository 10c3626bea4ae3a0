#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "workflows/proposal/machine.hpp"

namespace jejak::workflows {

// One line of a list that is ticked off: an administrative check, or a document.
struct TickLine {
  std::string key;
  json::object title;
  const Check* check = nullptr;  // null: a document, or a line that the rulebook does not name itself
  std::string attachment;        // of a document: the file that must be there; empty: none
};

// What the rulebook has ticked off for a group, or, where it does not say, what everybody is asked: the administrative lines and the
// documents. `check_event_of` is the event whose ticks the administrative lines are.
std::string_view check_event_of(const Rulebook& rulebook);
std::vector<TickLine> administrative_lines(const Rulebook& rulebook, std::string_view group);
std::vector<TickLine> document_lines(const Rulebook& rulebook);

// Whether the machine leaves it to the rulebook which ticks the event has. A machine whose form fixes them knows them by itself.
bool leaves_ticks_open(const statechart::Definition& definition, std::string_view event);

// The form of an event as this proposal's ticks make it; null where the machine has none.
json::value form_of_event(const Machine& machine, std::string_view event);

// Ticks that are missing, that the list does not have, or a count that is not theirs: each with its pointer.
std::optional<Rejection> refuse_ticks(const Machine& machine, std::string_view event, const json::object& data);

// A document is ticked whose file is not attached.
std::optional<Rejection> refuse_unattached(World& world, const Machine& machine, std::string_view event, const json::object& data);

// The data with `failed`, the number of ticks that are false, where the machine's form has that beside open ticks: its guard goes by
// the count, whatever the ticks are called.
json::object with_count(const statechart::Definition& definition, std::string_view event, json::object data);

}  // namespace jejak::workflows
