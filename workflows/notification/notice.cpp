#include "workflows/notification/notice.hpp"

#include <algorithm>

#include "workflows/competition/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/proposal/state.hpp"

namespace jejak::workflows {

namespace {

struct Told {
  World& world;
  std::string_view stream;
  const json::object& data;

  std::string text(std::string_view key) const { return std::string(text_of(data, key)); }
  std::string quoted(std::string_view key) const { return "\"" + text(key) + "\""; }

  Notice about(std::string_view kind, std::string_view to, std::string to_id, Sentence sentence) const {
    return {kind, text("organizer"), text("competition"), text("proposal"), to, std::move(to_id), std::move(sentence)};
  }
};

std::vector<Notice> entered(const Told& told) {
  Notice notice = told.about("proposal_entered", "organizer", told.text("organizer"),
                             {told.quoted("title") + " was entered by " + told.text("entrant_name") + ".",
                              told.quoted("title") + " didaftarkan oleh " + told.text("entrant_name") + "."});
  notice.proposal = told.text("id");
  return {std::move(notice)};
}

// A step within one state is the program's own business.
std::vector<Notice> moved(const Told& told) {
  const std::string from = told.text("from"), to = told.text("to");
  constexpr std::string_view prefix = "proposal-";
  if (from == to || !told.stream.starts_with(prefix)) return {};
  const auto& proposal = told.world.read<Proposal>(told.stream);
  Notice notice = told.about("proposal_moved", "entrant", proposal.entrant,
                             {"\"" + proposal.title + "\" went from " + from + " to " + to + ".", "\"" + proposal.title + "\" beralih dari " + from + " ke " + to + "."});
  notice.organizer = proposal.organizer;
  notice.proposal = proposal.id;
  return {std::move(notice)};
}

std::vector<Notice> decided(const Told& told) {
  const std::string in = std::to_string(integer_of(told.data, "in")), out = std::to_string(integer_of(told.data, "out"));
  return {told.about("stage_decided", "organizer", told.text("organizer"),
                     {"The stage " + told.text("stage") + " was decided: " + in + " in, " + out + " out.",
                      "Tahap " + told.text("stage") + " diputuskan: " + in + " lolos, " + out + " tidak."})};
}

std::vector<Notice> granted(const Told& told) {
  return {told.about("award_granted", "entrant", told.text("entrant"),
                     {told.quoted("title") + " was given its award.", told.quoted("title") + " memperoleh penghargaan."})};
}

std::vector<Notice> revoked(const Told& told) {
  const auto& proposal = told.world.read<Proposal>(stream_of("proposal", told.text("proposal")));
  return {told.about("award_revoked", "entrant", proposal.entrant,
                     {"The award of \"" + proposal.title + "\" was revoked: " + told.text("reason"), "Penghargaan \"" + proposal.title + "\" dicabut: " + told.text("reason")})};
}

std::vector<Notice> extended(const Told& told) {
  const auto& competition = told.world.read<Competition>(stream_of("competition", told.text("competition")));
  Notice notice = told.about("window_extended", "organizer", competition.organizer,
                             {"The window " + told.text("window") + " now closes at " + told.text("closes") + ": " + told.text("reason"),
                              "Jangka waktu " + told.text("window") + " kini ditutup pada " + told.text("closes") + ": " + told.text("reason")});
  notice.organizer = competition.organizer;
  return {std::move(notice)};
}

std::vector<Notice> invited(const Told& told) {
  if (!flag_of(told.data, "invited")) return {};
  return {told.about("juror_invited", "juror", told.text("id"),
                     {"You are invited to the jury of " + told.text("competition") + ".", "Anda diundang menjadi juri " + told.text("competition") + "."})};
}

std::vector<Notice> assigned(const Told& told) {
  return {told.about("juror_assigned", "juror", told.text("juror"),
                     {told.quoted("title") + " is yours to judge at the stage " + told.text("stage") + ".",
                      told.quoted("title") + " menjadi bagian Anda untuk dinilai pada tahap " + told.text("stage") + "."})};
}

// Somebody can now judge in the juror's name: they hear of it, so that a key that never came is noticed.
std::vector<Notice> key_issued(const Told& told) {
  const std::string id = told.text("juror");
  if (id.empty()) return {};
  Notice notice = told.about("juror_key_issued", "juror", id,
                             {"A key that judges in your name was issued. If you did not get it, tell the organizer at once.",
                              "Kunci untuk menilai atas nama Anda telah diterbitkan. Jika Anda tidak menerimanya, segera beri tahu penyelenggara."});
  notice.competition = told.world.read<Juror>(stream_of("juror", id)).competition;
  return {std::move(notice)};
}

std::vector<Notice> returned(const Told& told) {
  const auto& proposal = told.world.read<Proposal>(stream_of("proposal", told.text("proposal")));
  return {told.about("sheet_returned", "juror", told.text("juror"),
                     {"Your sheet of \"" + proposal.title + "\" at the stage " + told.text("stage") + " was returned to you: " + told.text("reason"),
                      "Lembar penilaian Anda untuk \"" + proposal.title + "\" pada tahap " + told.text("stage") + " dikembalikan: " + told.text("reason")})};
}

std::vector<Notice> coached(const Told& told) {
  return {told.about("coaching_note", "entrant", told.text("entrant"), {told.text("note"), told.text("note")})};
}

Notice slot_notice(const Told& told, std::string entrant, const json::object& slot) {
  const std::string place = std::string(text_of(slot, "room")), starts(text_of(slot, "starts"));
  Notice notice = told.about("slot_scheduled", "entrant", std::move(entrant),
                             {"You present in " + place + " at " + starts + ".", "Presentasi Anda di " + place + " pada " + starts + "."});
  notice.proposal = text_of(slot, "proposal");
  return notice;
}

std::vector<Notice> scheduled(const Told& told) {
  std::vector<Notice> notices;
  for (const json::value& value : array_of(told.data, "slots")) {
    const json::object& slot = members_of(value);
    notices.push_back(slot_notice(told, std::string(text_of(slot, "entrant")), slot));
  }
  return notices;
}

std::vector<Notice> rescheduled(const Told& told) {
  const auto& proposal = told.world.read<Proposal>(stream_of("proposal", told.text("proposal")));
  return {slot_notice(told, proposal.entrant, told.data)};
}

std::vector<Notice> requested(const Told& told) {
  Notice notice = told.about("replication_requested", "entrant", told.text("entrant"),
                             {told.text("agency") + " (" + told.text("region") + ") would like to replicate " + told.quoted("title") + ".",
                              told.text("agency") + " (" + told.text("region") + ") ingin mereplikasi " + told.quoted("title") + "."});
  notice.proposal = told.text("innovation");
  return {std::move(notice)};
}

struct Teller {
  std::string_view type;
  std::vector<Notice> (*tell)(const Told&);
};
constexpr std::array tellers = {Teller{"ProposalEntered", entered},     Teller{"TransitionTaken", moved},         Teller{"StageDecided", decided},
                                Teller{"AwardGranted", granted},        Teller{"AwardRevoked", revoked},          Teller{"WindowExtended", extended},
                                Teller{"JurorRegistered", invited},     Teller{"JurorAssigned", assigned},        Teller{"CoachingNoteRecorded", coached},
                                Teller{"SlotsScheduled", scheduled},    Teller{"SlotMoved", rescheduled},         Teller{"ReplicationRequested", requested},
                                Teller{"KeyIssued", key_issued},        Teller{"AssessmentReturned", returned}};

}  // namespace

const std::vector<std::string>& told_types() {
  static const std::vector<std::string> types = [] {
    std::vector<std::string> all;
    for (const Teller& teller : tellers) all.emplace_back(teller.type);
    return all;
  }();
  return types;
}

std::vector<Notice> notices_of(World& world, std::string_view type, std::string_view stream, const json::object& data) {
  const auto found = std::ranges::find(tellers, type, &Teller::type);
  return found == tellers.end() ? std::vector<Notice>() : found->tell({world, stream, data});
}

}  // namespace jejak::workflows
