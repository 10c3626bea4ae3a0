#include "workflows/decision/signing.hpp"

#include <algorithm>

#include "workflows/decision/state.hpp"
#include "workflows/field.hpp"
#include "workflows/refusal.hpp"
#include "workflows/relation.hpp"

namespace jejak::workflows {

const std::string_view sign_minutes_body = R"({
"type":"object","additionalProperties":false,"required":["hash"],"properties":{
 "id":{"type":"string","maxLength":64,"format":"uuid","description":"a UUID"},
 "hash":{"type":"string","minLength":64,"maxLength":64,"description":"SHA-256 of the decision, in hexadecimal: the hash of the decision's document, printed on the minutes"}}})";

Decision sign_minutes(World& world, const Command& command) {
  const auto competition = own_competition(world, command);
  if (!competition) return competition.error();
  const std::string stage(path_of(command, "stage"));
  if (rulebook_of(world, text_of((*competition)->rulebook, "hash")).rulebook->find_stage(stage) == nullptr) return not_found("stage", stage);
  const std::string stream = stream_of("decision", (*competition)->id + "-" + stage);
  const auto& decision = world.read<StageDecision>(stream);
  if (!decision.decided) return conflict("not_decided", {"This stage is not decided.", "Tahap ini belum diputuskan."});
  const bool juror = command.caller.role == Role::juror;
  if (juror && std::ranges::find(decision.jurors, command.caller.juror) == decision.jurors.end())
    return forbidden({"Only a juror with a sheet in this stage signs its minutes.", "Hanya juri yang menilai pada tahap ini yang menandatangani berita acaranya."});
  if (text_of(command.body, "hash") != decision.hash)
    return conflict("other_decision",
                    {"This is not the hash of the decision that stands: read it again before signing.",
                     "Sidik ini bukan milik keputusan yang berlaku: baca kembali sebelum menandatangani."},
                    {{"hash", decision.hash}});
  const std::string signer = juror ? stream_of("juror", command.caller.juror) : command.caller.actor;
  const auto same = [&](const StageDecision::Signature& each) { return each.signer == signer; };
  if (std::ranges::any_of(decision.signatures, same))
    return conflict("already_signed", {"You have signed these minutes already.", "Anda sudah menandatangani berita acara ini."});
  const auto id = choose_id(world, command.body, "signature");
  if (!id) return id.error();
  const auto taken = [&](const StageDecision::Signature& each) { return each.id == *id; };
  if (std::ranges::any_of(decision.signatures, taken)) return conflict("id_taken", {"That id is taken already.", "Id itu sudah dipakai."});
  json::object data{{"id", *id},       {"competition", (*competition)->id}, {"organizer", (*competition)->organizer},
                    {"stage", stage},  {"hash", decision.hash},             {"as", name_of(command.caller.role)},
                    {"signer", signer}};
  if (juror) data["juror"] = command.caller.juror;
  return Accepted{{{stream, "MinutesSigned", std::move(data)}}, {{"id", *id}, {"hash", decision.hash}}};
}

}  // namespace jejak::workflows
