#include "workflows/jury/state.hpp"

#include <algorithm>

#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

void take_texts(const json::object& data, std::string_view key, std::vector<std::string>& list) {
  for (const auto& value : array_of(data, key))
    if (value.is_string()) list.emplace_back(value.get_string());
}

void register_juror(Juror& juror, const json::object& data) {
  juror.id = text_of(data, "id");
  juror.competition = text_of(data, "competition");
  juror.organizer = text_of(data, "organizer");
  juror.element = text_of(data, "element");
  juror.agency = text_of(data, "agency");
  juror.entrant = text_of(data, "entrant");
  take_texts(data, "worked_with", juror.worked_with);
  take_texts(data, "earlier", juror.earlier);
  if (flag_of(data, "invited")) juror.invitation = Invitation::open;
}

}  // namespace

bool Juror::is_proposed(std::string_view about) const {
  return std::ranges::any_of(proposed, [&](const auto& each) { return each.second.proposal == about || each.second.entrant == about; });
}

void evolve(Juror& juror, const Event& event) {
  const std::string_view type = event.type;
  const auto& data = members_of(event.data);
  if (type == "JurorRegistered") {
    register_juror(juror, data);
  } else if (type == "InvitationAnswered") {
    juror.invitation = flag_of(data, "accepted") ? Invitation::accepted : Invitation::declined;
  } else if (type == "ConflictDeclared") {
    juror.declared.emplace(text_of(data, data.contains("proposal") ? "proposal" : "entrant"));
    juror.proposed.erase(std::string(text_of(data, "id")));
  } else if (type == "ConflictProposed") {
    juror.proposed[std::string(text_of(data, "id"))] = {std::string(text_of(data, "proposal")), std::string(text_of(data, "entrant")),
                                                        std::string(text_of(data, "kind")), event.actor};
  } else if (type == "ConflictRejected") {
    juror.proposed.erase(std::string(text_of(data, "id")));
  }
}

}  // namespace jejak::workflows
