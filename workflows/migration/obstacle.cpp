#include "workflows/migration/obstacle.hpp"

#include <algorithm>

#include "workflows/proposal/path.hpp"

namespace jejak::workflows {

std::optional<Sentence> rulebook_obstacle(const Rulebook& rulebook, const statechart::Definition& from, const statechart::Definition& to) {
  Faults faults = check_against(rulebook, to);
  if (faults.empty()) return std::nullopt;
  const Faults before = check_against(rulebook, from);
  std::erase_if(faults, [&](const Fault& fault) { return std::ranges::find(before, fault.pointer, &Fault::pointer) != before.end(); });
  if (faults.empty()) return std::nullopt;
  const Fault& first = faults.front();
  return Sentence{"The new version lacks what the rulebook names: " + first.pointer + " " + first.message + ".",
                  "Versi baru tidak memiliki yang disebut buku aturan: " + first.pointer + "."};
}

std::optional<Sentence> award_obstacle(const Rulebook& rulebook, const json::value& from, const json::value& to) {
  const auto same = [&](const std::string& state) { return is_in(from, state) == is_in(to, state); };
  if (same(rulebook.granted_in) && same(rulebook.revoked_in)) return std::nullopt;
  return Sentence{"A migration neither grants nor revokes an award: map the state elsewhere.",
                  "Migrasi tidak memberi atau mencabut penghargaan: petakan ke keadaan lain."};
}

}  // namespace jejak::workflows
