#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/event.hpp"
#include "engine/runtime/world.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

// Takes one juror's sheets of proposals out of the count at every stage that is not decided (AssessmentVoided). What the juror stepped
// aside from already stays as it is.
class Recusal {
 public:
  Recusal(World& world, const Juror& juror, std::string_view reason) : world_(world), juror_(juror), reason_(reason) {}

  void take_out(const Proposal& proposal, std::string_view but_at = {});  // but_at: a stage that is left alone

  std::vector<NewEvent> events;
  json::array voided, decided;  // [{"proposal","stage"}]; decided: sheets that stand because their stage is decided
  bool submitted = false;       // one of those taken out was submitted

 private:
  void take_out_at(const Proposal& proposal, std::string_view stage);

  World& world_;
  const Juror& juror_;
  std::string_view reason_;
};

// What follows from a sheet that says `recused`: a conflict on record like any other, that bars the juror from the proposal from then on.
std::vector<NewEvent> recused_by_sheet(World& world, const Proposal& proposal, std::string_view stage, std::string_view juror);

}  // namespace jejak::workflows
