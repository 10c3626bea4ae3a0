#pragma once
#include <optional>
#include <string>
#include <vector>

#include "workflows/command.hpp"
#include "workflows/proposal/machine.hpp"

namespace jejak::workflows {

// What stands between the caller and a transition, in the order asked: the definition's roles, the form, the window,
// the machine. Nothing: it would be taken.
std::optional<Rejection> refuse_role(const Machine& machine, const Caller& caller, std::string_view type);
std::optional<Rejection> refuse_form(const Machine& machine, std::string_view type, const json::object& data);
std::optional<Rejection> refuse_window(const Machine& machine, const Competition& competition, Timestamp now,
                                       std::string_view type);

// One event that the current state mentions.
struct Offer {
  std::string type;
  std::optional<Rejection> blocked_by;  // nothing: the caller may send it now (with data that its form asks for)
};

// Every event that the state mentions and a person may send.
std::vector<Offer> offers(const Machine& machine, const Competition& competition, const Caller& caller, Timestamp now);

}  // namespace jejak::workflows
