#include "workflows/assessment/sheet.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/subject/state.hpp"

namespace jejak::workflows {

namespace {

constexpr std::size_t drafts_max = 200;  // of one sheet

}  // namespace

const std::string_view draft_body = R"({
"type":"object","additionalProperties":false,"properties":{
 "scores":{"type":"object","maxProperties":50,"additionalProperties":{"type":["integer","string"],"maxLength":30}},
 "comment":{"type":"string","minLength":1,"maxLength":5000},
 "comment_to_entrant":{"type":"string","minLength":1,"maxLength":5000}}})";

// What a juror has not submitted is nobody else's business, auditors included: the whole draft is sealed.
Decision save_draft(World& world, const Command& command) {
  const auto open = open_sheet(world, command);
  if (!open) return open.error();
  if (open->assessments->by_juror.find(open->juror)->second.drafts >= drafts_max)
    return conflict("too_many_drafts", {"This sheet was saved " + std::to_string(drafts_max) + " times: submit it.",
                                        "Lembar ini sudah disimpan " + std::to_string(drafts_max) + " kali: silakan kirim."});
  const auto scores = read_scores(*open->stage, object_of(command.body, "scores"), false);
  if (!scores) return scores.error();
  const std::string subject = stream_of("juror", open->juror);
  if (world.read<Subject>(stream_of("subject", subject)).erased)
    return conflict("already_erased", {"The juror's data was erased.", "Data juri sudah dihapus."});
  json::object draft, given;
  for (const auto& [line, score] : *scores) given[line] = score.to_string();
  draft["scores"] = std::move(given);
  for (const char* member : {"comment", "comment_to_entrant"}) copy_member(command.body, member, draft);
  json::array missing;
  for (const Criterion& line : open->stage->criteria)
    if (!scores->contains(line.key)) missing.emplace_back(line.key);
  json::object data = sheet_place(*open);
  data["draft"] = personal(subject, json::value(std::move(draft)));
  return Accepted{{{open->stream, "AssessmentDrafted", std::move(data)}}, {{"missing", std::move(missing)}}};
}

}  // namespace jejak::workflows
