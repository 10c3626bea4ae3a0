#include "workflows/jury/conflict.hpp"

#include <algorithm>
#include <array>

#include "workflows/assessment/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

namespace {

struct KindText {
  std::string_view name, en, id;
};

// In the order of ConflictKind.
constexpr std::array kind_texts = {
    KindText{"same_agency", "belong to the same agency", "berasal dari instansi yang sama"},
    KindText{"worked_together", "worked together before", "pernah bekerja sama"},
    KindText{"earlier_assessment", "met at a tier below, where the juror judged it", "sudah bertemu di tingkat bawah, saat juri menilainya"},
    KindText{"declared", "have a conflict of interest on record", "punya benturan kepentingan yang tercatat"}};

}  // namespace

std::optional<ConflictKind> Conflicts::with(const Proposal& proposal, const Agency& own) const {
  if (same_agency(agency_, own)) return ConflictKind::same_agency;
  if (std::ranges::find(juror_.worked_with, proposal.entrant) != juror_.worked_with.end()) return ConflictKind::worked_together;
  for (const std::string* about : {&proposal.id, &proposal.entrant})
    if (juror_.declared.contains(*about) || juror_.is_proposed(*about)) return ConflictKind::declared;
  if (rulebook_.bars_earlier_assessment && !juror_.earlier.empty() && assessed_earlier(proposal))
    return ConflictKind::earlier_assessment;
  return std::nullopt;
}

// Back along the way that a promoted proposal came.
bool Conflicts::assessed_earlier(const Proposal& proposal) const {
  for (std::string id = proposal.origin; !id.empty();) {
    const auto& origin = world_.read<Proposal>(stream_of("proposal", id));
    if (origin.id.empty()) return false;
    for (const Stage& stage : rulebook_for(world_, origin).rulebook->stages) {
      const auto& sheets = world_.read<Assessments>(stream_of("assessment", id + "-" + stage.name)).by_juror;
      for (const std::string& earlier : juror_.earlier) {
        const auto sheet = sheets.find(earlier);
        if (sheet != sheets.end() && sheet->second.outcome == SheetOutcome::scored) return true;
      }
    }
    id = origin.origin;
  }
  return false;
}

Rejection refuse_conflict(ConflictKind kind, const Juror& juror, const Proposal& proposal) {
  const KindText& text = kind_texts[static_cast<std::size_t>(kind)];
  const std::string title = "\"" + proposal.title + "\" ";
  json::object details{{"kind", text.name}, {"proposal", proposal.id}};
  if (!juror.id.empty()) details["juror"] = juror.id;
  return conflict(kind == ConflictKind::same_agency ? "same_agency" : "conflict_of_interest",
                  {"The juror and the proposal " + title + std::string(text.en) + ".",
                   "Juri dan proposal " + title + std::string(text.id) + "."},
                  std::move(details));
}

std::optional<Rejection> refuse_uninvited(const Juror& juror) {
  if (juror.invitation == Invitation::open)
    return conflict("invitation_open", {"The juror has not answered the invitation yet.", "Juri belum menjawab undangan."},
                    {{"juror", juror.id}});
  if (juror.invitation == Invitation::declined)
    return conflict("invitation_declined", {"The juror declined the invitation.", "Juri menolak undangan."}, {{"juror", juror.id}});
  return std::nullopt;
}

}  // namespace jejak::workflows
