#include "workflows/notification/reminder.hpp"

#include "workflows/assessment/state.hpp"
#include "workflows/field.hpp"
#include "workflows/notification/queue.hpp"
#include "workflows/notification/wording.hpp"
#include "workflows/proposal/machine.hpp"
#include "workflows/proposal/standing.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

const std::string_view remind_body = R"({
"type":"object","additionalProperties":false,"required":["to"],"properties":{
 "to":{"type":"string","enum":["jurors","entrants"]},
 "stage":{"type":"string","minLength":1,"maxLength":64,"description":"of the sheets; for jurors"},
 "note":{"type":"string","minLength":1,"maxLength":1000}}})";

namespace {

std::vector<Notice> to_jurors(World& world, const Competition& competition, const Stage& stage, const std::string& note) {
  std::map<std::string, std::size_t> open;
  for (const Proposal* proposal : standing_in(world, competition, stage.judged_in)) {
    for (const auto& [juror, sheet] : world.read<Assessments>(stream_of("assessment", proposal->id + "-" + stage.name)).by_juror)
      if (sheet.outcome == SheetOutcome::not_assessed) ++open[juror];
  }
  const Sentence words = stage_words(world, competition.id, stage.name);
  std::vector<Notice> notices;
  for (const auto& [juror, count] : open) {
    const std::string number = std::to_string(count);
    notices.push_back({"reminder", competition.organizer, {}, competition.id, {}, "juror", juror,
                       {"You still owe " + number + " score sheets: " + words.en + "." + note,
                        "Anda masih memiliki " + number + " lembar penilaian yang belum diisi: " + words.id + "." + note}});
  }
  return notices;
}

std::vector<Notice> to_entrants(World& world, const Competition& competition, const std::string& note) {
  std::vector<Notice> notices;
  for (const Proposal* proposal : drafts_of(world, competition)) {
    notices.push_back({"reminder", competition.organizer, proposal->local_organizer, competition.id, proposal->id, "entrant", proposal->entrant,
                       {"\"" + proposal->title + "\" is not submitted yet." + note, "\"" + proposal->title + "\" belum dikirim." + note}});
  }
  return notices;
}

}  // namespace

std::vector<const Proposal*> drafts_of(World& world, const Competition& competition) {
  std::vector<const Proposal*> drafts;
  for (const auto& id : world.read<Register>(stream_of("register", competition.id)).proposals) {
    const auto& proposal = world.read<Proposal>(stream_of("proposal", id));
    const auto machine = Machine::resume(world, proposal);
    if (machine && !machine->done() && !machine->refusal_of("ANSWERED")) drafts.push_back(&proposal);
  }
  return drafts;
}

Decision remind(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const auto& body = command.body;
  const bool jurors = text_of(body, "to") == "jurors";
  const Stage* stage = rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook->find_stage(text_of(body, "stage"));
  if (jurors && stage == nullptr) return not_found("stage", text_of(body, "stage"));
  const std::string note = body.contains("note") ? " " + std::string(text_of(body, "note")) : "";
  const auto notices = jurors ? to_jurors(world, **competition, *stage, note) : to_entrants(world, **competition, note);
  const About about{world.durable_head().size + 1, "Reminder", world.new_id()};
  auto events = queue(world, about, notices);
  if (!notices.empty() && events.empty())
    return conflict("nobody_listens", {"No webhook or mailing asks for reminders: register one for the kind \"reminder\".",
                                       "Tidak ada webhook atau surat elektronik yang meminta pengingat: daftarkan satu untuk jenis \"reminder\"."});
  json::object answer{{"people", notices.size()}, {"queued", events.size()}};
  return Accepted{std::move(events), std::move(answer)};
}

}  // namespace jejak::workflows
