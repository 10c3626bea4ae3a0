#include "workflows/notification/notice.hpp"

#include <algorithm>

#include "workflows/entrant/state.hpp"
#include "workflows/field.hpp"
#include "workflows/jury/state.hpp"
#include "workflows/notification/reminder.hpp"
#include "workflows/notification/wording.hpp"

namespace jejak::workflows {

namespace {

struct Told {
  World& world;
  std::string_view stream;
  const json::object& data;

  std::string text(std::string_view key) const { return std::string(text_of(data, key)); }
  std::string quoted(std::string_view key) const { return "\"" + text(key) + "\""; }

  // To the organizer that an event names.
  Notice to_organizer(std::string_view kind, Sentence sentence) const {
    return {kind, text("organizer"), {}, text("competition"), text("proposal"), "organizer", text("organizer"), std::move(sentence)};
  }
  // To the entrant of a proposal; its own organizer hears of it as well.
  Notice to_entrant(std::string_view kind, const Proposal& proposal, Sentence sentence) const {
    return {kind, proposal.organizer, proposal.local_organizer, proposal.competition, proposal.id, "entrant", proposal.entrant, std::move(sentence)};
  }
  Notice to_juror(std::string_view kind, std::string juror, Sentence sentence) const {
    return {kind, text("organizer"), {}, text("competition"), text("proposal"), "juror", std::move(juror), std::move(sentence)};
  }
  const Proposal& proposal(std::string_view id) const { return world.read<Proposal>(stream_of("proposal", id)); }
};

std::string named(const Proposal& proposal) { return "\"" + proposal.title + "\""; }

// What somebody wrote stays in the language that they wrote it in.
Sentence with_reason(Sentence sentence, std::string_view reason) {
  if (reason.empty()) return sentence;
  sentence.en.append(" Reason: ").append(reason);
  sentence.id.append(" Alasan: ").append(reason);
  return sentence;
}

std::vector<Notice> entered(const Told& told) {
  const Proposal& proposal = told.proposal(text_of(told.data, "id"));
  Notice notice = told.to_organizer("proposal_entered", {told.quoted("title") + " was entered by " + told.text("entrant_name") + ".",
                                                         told.quoted("title") + " didaftarkan oleh " + told.text("entrant_name") + "."});
  notice.proposal = proposal.id;
  notice.local_organizer = proposal.local_organizer;
  return {std::move(notice)};
}

// A decision took the proposal on, or did not.
Notice result(const Told& told, const Proposal& proposal, const json::object& outcome) {
  const Sentence stage = stage_words(told.world, proposal.competition, text_of(outcome, "stage"));
  const bool in = text_of(outcome, "outcome") == "in";
  const json::object& why = object_of(outcome, "reason_text");
  Sentence sentence{named(proposal) + (in ? " goes on after: " : " does not go on after: ") + stage.en + ".",
                    named(proposal) + (in ? " lolos: " : " tidak lolos: ") + stage.id + "."};
  if (!why.empty()) {
    sentence.en.append(" ").append(text_of(why, "en"));
    sentence.id.append(" ").append(text_of(why, "id"));
  }
  return told.to_entrant("stage_result", proposal, std::move(sentence));
}

Notice objected(const Told& told, const Proposal& proposal, std::string_view reason) {
  Notice notice = told.to_organizer("objection", with_reason({"There is an objection about " + named(proposal) + ".", "Ada keberatan tentang " + named(proposal) + "."}, reason));
  notice.organizer = notice.to_id = proposal.organizer;
  notice.proposal = proposal.id;
  return notice;
}

// A step within one state is the program's own business.
std::vector<Notice> moved(const Told& told) {
  const std::string from = told.text("from"), to = told.text("to");
  constexpr std::string_view prefix = "proposal-";
  if (from == to || !told.stream.starts_with(prefix)) return {};
  const auto& proposal = told.world.read<Proposal>(told.stream);
  const json::object& given = object_of(told.data, "data");
  if (given.contains("rank")) return {result(told, proposal, given)};
  const Sentence was = state_words(told.world, proposal, from), is = state_words(told.world, proposal, to);
  Sentence sentence{named(proposal) + " went from \"" + was.en + "\" to \"" + is.en + "\".", named(proposal) + " beralih dari \"" + was.id + "\" ke \"" + is.id + "\"."};
  if (const json::value* upheld = given.if_contains("upheld"); upheld != nullptr && upheld->is_bool()) {
    sentence.en += upheld->get_bool() ? " The objection was upheld." : " The objection was not upheld.";
    sentence.id += upheld->get_bool() ? " Keberatan diterima." : " Keberatan tidak diterima.";
  }
  const std::string_view reason = text_of(given, "reason");
  std::vector<Notice> notices{told.to_entrant("proposal_moved", proposal, with_reason(std::move(sentence), reason))};
  if (told.text("event") == "OBJECT") notices.push_back(objected(told, proposal, reason));
  return notices;
}

std::vector<Notice> decided(const Told& told) {
  const std::string in = std::to_string(integer_of(told.data, "in")), out = std::to_string(integer_of(told.data, "out"));
  const Sentence stage = stage_words(told.world, told.text("competition"), told.text("stage"));
  return {told.to_organizer("stage_decided", {"The stage \"" + stage.en + "\" was decided: " + in + " in, " + out + " out.",
                                              "Tahap \"" + stage.id + "\" diputuskan: " + in + " lolos, " + out + " tidak."})};
}

std::vector<Notice> granted(const Told& told) {
  const Proposal& proposal = told.proposal(text_of(told.data, "proposal"));
  return {told.to_entrant("award_granted", proposal, {told.quoted("title") + " was given its award.", told.quoted("title") + " memperoleh penghargaan."})};
}

std::vector<Notice> revoked(const Told& told) {
  const Proposal& proposal = told.proposal(text_of(told.data, "proposal"));
  return {told.to_entrant("award_revoked", proposal,
                          with_reason({"The award of " + named(proposal) + " was revoked.", "Penghargaan " + named(proposal) + " dicabut."}, text_of(told.data, "reason")))};
}

Sentence closing(const Told& told) {
  const Sentence closes = instant_words(told.world, told.text("competition"), text_of(told.data, "closes"));
  const Sentence window = window_words(told.world, told.text("competition"), text_of(told.data, "window"));
  return {"\"" + window.en + "\" now closes on " + closes.en + ".", "\"" + window.id + "\" kini ditutup " + closes.id + "."};
}

// The organizer, and whoever has a draft that can still be submitted.
std::vector<Notice> extended(const Told& told) {
  const auto& competition = told.world.read<Competition>(stream_of("competition", told.text("competition")));
  const Sentence sentence = with_reason(closing(told), text_of(told.data, "reason"));
  Notice notice = told.to_organizer("window_extended", sentence);
  notice.organizer = notice.to_id = competition.organizer;
  std::vector<Notice> notices{std::move(notice)};
  for (const Proposal* proposal : drafts_of(told.world, competition)) notices.push_back(told.to_entrant("window_extended", *proposal, sentence));
  return notices;
}

std::vector<Notice> admitted(const Told& told) {
  const std::string entrant = told.text("entrant");
  Notice notice = told.to_organizer("late_entry", with_reason(closing(told), text_of(told.data, "reason")));
  notice.local_organizer = told.world.read<Entrant>(stream_of("entrant", entrant)).organizer;
  notice.to = "entrant";
  notice.to_id = entrant;
  return {std::move(notice)};
}

std::vector<Notice> deadline(const Told& told) {
  constexpr std::string_view prefix = "proposal-";
  if (!told.stream.starts_with(prefix)) return {};
  const auto& proposal = told.world.read<Proposal>(told.stream);
  const json::object& changed = object_of(told.data, "deadline");
  const bool cancelled = !changed.contains("due");
  const Sentence due = cancelled ? Sentence{} : instant_words(told.world, proposal.competition, text_of(changed, "due"));
  Sentence sentence = cancelled ? Sentence{"A deadline of " + named(proposal) + " was cancelled.", "Tenggat " + named(proposal) + " dibatalkan."}
                                : Sentence{"A deadline of " + named(proposal) + " is now " + due.en + ".", "Tenggat " + named(proposal) + " kini " + due.id + "."};
  return {told.to_entrant("deadline_moved", proposal, with_reason(std::move(sentence), text_of(told.data, "reason")))};
}

std::vector<Notice> invited(const Told& told) {
  if (!flag_of(told.data, "invited")) return {};
  const std::string competition = competition_words(told.world, told.text("competition"));
  return {told.to_juror("juror_invited", told.text("id"), {"You are invited to the jury of " + competition + ".", "Anda diundang menjadi juri " + competition + "."})};
}

std::vector<Notice> assigned(const Told& told) {
  const Sentence stage = stage_words(told.world, told.text("competition"), told.text("stage"));
  return {told.to_juror("juror_assigned", told.text("juror"),
                        {told.quoted("title") + " is yours to judge: " + stage.en + ".", told.quoted("title") + " menjadi bagian Anda untuk dinilai: " + stage.id + "."})};
}

// Somebody can now judge in the juror's name: they hear of it, so that a key that never came is noticed.
std::vector<Notice> key_issued(const Told& told) {
  const std::string id = told.text("juror");
  if (id.empty()) return {};
  Notice notice = told.to_juror("juror_key_issued", id, {"A key that judges in your name was issued. If you did not get it, tell the organizer at once.",
                                                         "Kunci untuk menilai atas nama Anda telah diterbitkan. Jika Anda tidak menerimanya, segera beri tahu penyelenggara."});
  notice.competition = told.world.read<Juror>(stream_of("juror", id)).competition;
  return {std::move(notice)};
}

std::vector<Notice> returned(const Told& told) {
  const Proposal& proposal = told.proposal(text_of(told.data, "proposal"));
  const Sentence stage = stage_words(told.world, told.text("competition"), text_of(told.data, "stage"));
  return {told.to_juror("sheet_returned", told.text("juror"),
                        with_reason({"Your sheet of " + named(proposal) + " was returned to you: " + stage.en + ".",
                                     "Lembar penilaian Anda untuk " + named(proposal) + " dikembalikan: " + stage.id + "."},
                                    text_of(told.data, "reason")))};
}

std::vector<Notice> coached(const Told& told) {
  Notice notice = told.to_organizer("coaching_note", {"A note for you, as it was written: " + told.text("note"), "Catatan untuk Anda: " + told.text("note")});
  notice.to = "entrant";
  notice.to_id = told.text("entrant");
  return {std::move(notice)};
}

Notice slot_notice(const Told& told, std::string_view id, const json::object& slot) {
  const Proposal& proposal = told.proposal(id);
  const std::string room(text_of(slot, "room"));
  const Sentence starts = instant_words(told.world, proposal.competition, text_of(slot, "starts"));
  return told.to_entrant("slot_scheduled", proposal, {named(proposal) + " is presented in " + room + " on " + starts.en + ".", named(proposal) + " dipresentasikan di " + room + ", " + starts.id + "."});
}

std::vector<Notice> scheduled(const Told& told) {
  std::vector<Notice> notices;
  for (const json::value& value : array_of(told.data, "slots")) notices.push_back(slot_notice(told, text_of(members_of(value), "proposal"), members_of(value)));
  return notices;
}

std::vector<Notice> rescheduled(const Told& told) { return {slot_notice(told, text_of(told.data, "proposal"), told.data)}; }

std::vector<Notice> promoted(const Told& told) {
  const Proposal& proposal = told.proposal(text_of(told.data, "proposal"));
  const std::string to = competition_words(told.world, text_of(object_of(told.data, "to"), "competition"));
  return {told.to_entrant("promoted", proposal, {named(proposal) + " goes on to " + to + ".", named(proposal) + " diajukan ke " + to + "."})};
}

std::vector<Notice> requested(const Told& told) {
  const Proposal& proposal = told.proposal(text_of(told.data, "innovation"));
  return {told.to_entrant("replication_requested", proposal,
                          {told.text("agency") + " (" + told.text("region") + ") would like to replicate " + told.quoted("title") + ".",
                           told.text("agency") + " (" + told.text("region") + ") ingin mereplikasi " + told.quoted("title") + "."})};
}

std::vector<Notice> advanced(const Told& told) {
  constexpr std::array<std::array<std::string_view, 3>, 4> words{{{"agreed", "was agreed", "disetujui"},
                                                                  {"running", "has begun", "berjalan"},
                                                                  {"established", "is established", "mapan"},
                                                                  {"abandoned", "was given up", "dihentikan"}}};
  const auto found = std::ranges::find(words, text_of(told.data, "to"), [](const auto& row) { return row[0]; });
  if (found == words.end() || text_of(told.data, "from") == text_of(told.data, "to")) return {};
  const Proposal& proposal = told.proposal(text_of(told.data, "innovation"));
  return {told.to_entrant("replication_progress", proposal,
                          {"A replication of " + named(proposal) + " " + std::string((*found)[1]) + ".", "Replikasi " + named(proposal) + " " + std::string((*found)[2]) + "."})};
}

// Where a winner came from an innovation that is in the race no more below, the organizer above is told.
std::vector<Notice> origin_lost(const Told& told) {
  const Proposal& proposal = told.proposal(text_of(told.data, "proposal"));
  Notice notice = told.to_organizer("award_revoked", with_reason({"What " + told.quoted("title") + " was promoted from is in the race no more.",
                                                                  "Usulan asal " + told.quoted("title") + " tidak lagi mengikuti kompetisi."},
                                                                 text_of(told.data, "reason")));
  notice.local_organizer = proposal.local_organizer;
  return {std::move(notice)};
}

struct Teller {
  std::string_view type;
  std::vector<Notice> (*tell)(const Told&);
};
constexpr std::array tellers = {Teller{"ProposalEntered", entered},         Teller{"TransitionTaken", moved},       Teller{"StageDecided", decided},
                                Teller{"AwardGranted", granted},            Teller{"AwardRevoked", revoked},        Teller{"WindowExtended", extended},
                                Teller{"LateEntryAdmitted", admitted},      Teller{"DeadlineExtended", deadline},   Teller{"DeadlineCancelled", deadline},
                                Teller{"JurorRegistered", invited},         Teller{"JurorAssigned", assigned},      Teller{"CoachingNoteRecorded", coached},
                                Teller{"SlotsScheduled", scheduled},        Teller{"SlotMoved", rescheduled},       Teller{"ProposalPromoted", promoted},
                                Teller{"ReplicationRequested", requested},  Teller{"ReplicationAdvanced", advanced},    Teller{"OriginLost", origin_lost},
                                Teller{"KeyIssued", key_issued},            Teller{"AssessmentReturned", returned}};

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
