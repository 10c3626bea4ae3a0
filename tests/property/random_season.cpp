#include "tests/property/random_season.hpp"

#include <array>

namespace jejak::support {
namespace {

using workflows::Caller;
using workflows::Role;

constexpr const char* city = "kota-contoh";
constexpr const char* contest = "kota-contoh-2026";
constexpr std::array<const char*, 3> stages{"screening", "presentation", "interview"};

Caller console() { return {"console", Role::system, {}, {}, {}}; }
Caller secretariat() { return {"key-secretariat", Role::secretariat, city, {}, {}}; }

template <class List>
const auto& pick(const List& list, std::uint32_t choice) {
  return list[choice % list.size()];
}

json::object scores_of(std::size_t stage, std::uint32_t choice) {
  static const std::array<std::vector<const char*>, 3> criteria{{
      {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"},
      {"substance", "delivery"},
      {"innovation", "usefulness", "replicability", "sustainability"},
  }};
  json::object scores;
  for (const char* criterion : criteria[stage]) {
    scores[criterion] = std::to_string(60 + choice % 40);
    choice /= 3;
  }
  return scores;
}

}  // namespace

RandomSeason::RandomSeason(CommandProcessor& processor, VirtualClock& clock) : processor_(&processor), clock_(clock) {}

json::object RandomSeason::carry_out(std::string name, Caller caller, Path path, json::object body,
                                     std::optional<StreamVersion> expected) {
  workflows::Command command{std::move(name), std::move(caller), std::move(path), std::move(body), {}};
  if (expected) command.expected_versions.push_back(*expected);
  json::object answer;
  Submission submission;
  submission.decide = [&command](World& world) { return workflows::decide(world, command); };
  submission.actor = command.caller.actor;
  submission.correlation_id = "season";
  submission.reply = [&](CommandOutcome outcome) {
    if (auto* done = std::get_if<Done>(&outcome)) {
      answer = std::move(done->answer);
      accepted_ += done->events.empty() ? 0 : 1;
    }
  };
  processor_->submit(std::move(submission));
  processor_->drain();
  return answer;
}

void RandomSeason::open() {
  carry_out("RegisterOrganizer", console(), {}, {{"id", city}, {"name", "Bappeda"}, {"region", "Kota Contoh"}});
  carry_out("OpenCompetition", console(), {},
            {{"id", contest}, {"organizer", city}, {"title", "Latihan"}, {"year", 2026}, {"rulebook", "practice"}});
  for (const char* name : {"Dinas Perhubungan", "Puskesmas Utara"}) {
    const auto answer = carry_out("RegisterEntrant", console(), {{"organizer", city}},
                                  {{"name", name}, {"kind", "OPD"}, {"contact", {{"email", "kontak@contoh.id"}}}});
    entrants_.emplace_back(answer.at("id").as_string());
  }
  for (const char* element : {"academic", "ngo"}) {
    const auto answer = carry_out("RegisterJuror", secretariat(), {{"competition", contest}},
                                  {{"name", "Juri"}, {"element", element}});
    jurors_.emplace_back(answer.at("id").as_string());
  }
}

json::object RandomSeason::act_on_proposal(std::uint32_t choice) {
  static const std::vector<std::pair<const char*, json::object>> events = {
      {"START_DRAFT", {}},
      {"SUBMIT", {{"declaration", true}}},
      {"RECEIVE", {}},
      {"CHECK_ADMINISTRATIVE",
       {{"ticks", {{"old_enough", true}, {"answers_meaningful", true}, {"not_barred", true}}}}},
      {"CHECK_DOCUMENTS",
       {{"ticks", {{"originator_decree", true}, {"implementation_statement", true}, {"replication_statement", true}}}}},
      {"RECORD_PRESENTATION", {{"date", "2026-03-16"}}},
      {"RECORD_INTERVIEW", {{"date", "2026-03-17"}}},
      {"RETURN_FOR_REVISION", {{"reason", "Belum lengkap"}}},
      {"OBJECT", {{"reason", "Keberatan"}}},
      {"ANSWER_OBJECTION", {{"upheld", (choice / 7) % 2 == 0}, {"reason", "Jawaban"}}},
      {"WITHDRAW", {{"reason", "Mundur"}}},
      {"REVOKE_AWARD", {{"reason", "Data keliru"}}},
  };
  // The way forward is taken more often than the ways out.
  const auto& [type, data] = events[(choice / 64) % 9 < 7 ? choice % 7 : choice % events.size()];
  return carry_out("SendTransition", console(), {{"proposal", pick(proposals_, choice / 16)}},
                   {{"type", type}, {"data", data}});
}

json::object RandomSeason::act_as_jury(std::uint32_t choice) {
  const std::size_t stage = (choice / 4) % stages.size();
  const std::string& juror = pick(jurors_, choice / 16);
  const std::string& proposal = pick(proposals_, choice / 32);
  if (choice % 16 >= 11) return act_on_sheet(choice / 16);
  if (choice % 2 == 0) {
    json::array judged;
    for (const std::string& each : proposals_) judged.push_back(json::value(each));
    return carry_out("AssignJurors", secretariat(), {{"competition", contest}},
                     {{"stage", stages[stage]}, {"pairs", json::array{{{"juror", juror}, {"proposals", judged}}}}});
  }
  return carry_out("SubmitAssessment", {"key-juror", Role::juror, city, {}, juror},
                   {{"proposal", proposal}, {"stage", stages[stage]}, {"juror", juror}},
                   {{"scores", scores_of(stage, choice / 64)}, {"comment", "catatan"}});
}

// What becomes of a sheet besides being given.
json::object RandomSeason::act_on_sheet(std::uint32_t choice) {
  static const Caller second{"key-second", Role::secretariat, city, {}, {}};
  const std::string& juror = pick(jurors_, choice / 8);
  const std::string& proposal = pick(proposals_, choice / 16);
  const char* stage = pick(stages, choice / 64);
  const Path sheet{{"proposal", proposal}, {"stage", stage}, {"juror", juror}};
  switch (choice % 8) {
    case 0:
    case 1:
      return carry_out("ReturnSheet", secretariat(), sheet, {{"reason", "Salah ketik"}});
    case 2:
    case 3:
      return carry_out("SettleReturn", second, sheet, {{"confirm", choice / 256 % 3 != 0}});
    case 4:
      return carry_out("ReleaseAssignments", secretariat(), {{"competition", contest}},
                       {{"stage", stage}, {"reason", "Sakit"}, {"pairs", json::array{{{"juror", juror}, {"proposals", json::array{json::value(proposal)}}}}}});
    case 5:
      return carry_out("SubmitAssessment", {"key-juror", Role::juror, city, {}, juror}, sheet, {{"outcome", choice / 256 % 2 == 0 ? "recused" : "abstained"}});
    default: {
      const auto answer = carry_out("DeclareConflict", secretariat(), {{"juror", juror}}, {{"proposal", proposal}, {"kind", "other"}, {"reason", "Rekan"}});
      if (!answer.contains("id") || choice % 8 == 6) return answer;
      return carry_out("SettleConflict", second, {{"juror", juror}, {"conflict", std::string(answer.at("id").as_string())}}, {{"confirm", choice / 256 % 2 == 0}});
    }
  }
}

json::object RandomSeason::act_as_organizer(std::uint32_t choice) {
  const std::string& proposal = pick(proposals_, choice / 16);
  switch (choice % 5) {
    case 0:
      return carry_out("DecideStage", secretariat(),
                       {{"competition", contest}, {"stage", pick(stages, choice / 8)}}, {});
    case 1: {
      auto answer = carry_out("RequestReplication", secretariat(), {{"innovation", proposal}},
                              {{"region", "Kabupaten Contoh"}, {"organizer", "Bappeda"}, {"agency", "Dinas"}});
      if (answer.contains("id")) replications_.emplace_back(answer.at("id").as_string());
      return answer;
    }
    case 2:
      if (replications_.empty()) return {};
      return carry_out("AdvanceReplication", secretariat(), {{"replication", pick(replications_, choice / 8)}},
                       {{"to", pick(std::array{"agreed", "running", "established", "abandoned"}, choice / 32)}, {"note", "Catatan"}});
    case 3:
      return carry_out("FireTimer", console(), {},
                       {{"stream", "proposal-" + proposal}, {"key", "kipp.award.announced/0"}});
    default:
      return carry_out("RecordSession", secretariat(), {{"competition", contest}},
                       {{"kind", "sosialisasi"}, {"date", "2026-01-15"}, {"place", "Aula"},
                        {"speakers", json::array{"Narasumber"}}, {"attendance", choice % 100}});
  }
}

bool RandomSeason::give(std::uint32_t choice) {
  clock_.advance(std::chrono::seconds(choice % 4096));
  const std::uint64_t before = accepted_;
  const std::uint32_t rest = choice / 16;
  if (proposals_.empty() || choice % 16 == 0) {
    const auto answer = carry_out("EnterProposal", console(), {{"competition", contest}},
                                  {{"entrant", pick(entrants_, rest)},
                                   {"title", "Inovasi " + std::to_string(rest % 50)},
                                   {"category", rest % 2 == 0 ? "tik" : "pelayanan-langsung"}});
    if (answer.contains("id")) proposals_.emplace_back(answer.at("id").as_string());
  } else if (choice % 16 < 2) {
    carry_out("AnswerProposal", console(), {{"proposal", pick(proposals_, rest)}},
              {{"answers", {{"summary", "Ringkasan"}, {"background", "Latar"}, {"novelty", "Baru"}}}});
  } else if (choice % 16 < 10) {
    act_on_proposal(rest);
  } else if (choice % 16 < 14) {
    act_as_jury(rest);
  } else {
    act_as_organizer(rest);
  }
  return accepted_ > before;
}

}  // namespace jejak::support
