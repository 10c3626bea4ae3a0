#include "tests/e2e/walk.hpp"

namespace jejak::e2e {

Walk::Walk(std::uint16_t port, const std::string& admin_key)
    : admin_(port, admin_key),
      secretariat_(port, set_up()),
      proposer_(port, key_for("proposer", R"("entrant":")" + entrant_ + R"(")")),
      judge_(port, key_for("juror", R"("juror":")" + juror_ + R"(")")) {}

std::string Walk::set_up() {
  admin_.good("POST", "/v1/organizers",
              R"({"id":"kota-latihan","name":"Bappeda Kota Latihan","region":"Kota Latihan"})");
  admin_.good(
      "POST", "/v1/competitions",
      R"({"id":"latihan-2026","organizer":"kota-latihan","title":"Latihan 2026","year":2026,"rulebook":"practice"})");
  entrant_ = text_of(
      admin_.good("POST", "/v1/organizers/kota-latihan/entrants", R"({"name":"Dinas Latihan","kind":"OPD"})"),
      "/id");
  const std::string key = key_for("secretariat");
  juror_ = text_of(Caller(admin_.port(), key)
                       .good("POST", "/v1/competitions/" + competition_ + "/jurors",
                             R"({"name":"Juri Latihan","element":"academic"})"),
                   "/id");
  return key;
}

std::string Walk::key_for(std::string_view role, std::string_view whose) {
  std::string body = R"({"role":")" + std::string(role) + R"(","organizer":"kota-latihan","label":"e2e")";
  if (!whose.empty()) body += "," + std::string(whose);
  return text_of(admin_.good("POST", "/v1/keys", body + "}"), "/key");
}

json::value Walk::did(json::value answer) {
  if (const json::value* position = find_pointer(answer, "/position"))
    last_position_ = canonical_json(*position);
  return answer;
}

json::value Walk::transition(Caller& caller, const std::string& proposal, std::string_view type,
                             std::string_view data) {
  const std::string body = R"({"type":")" + std::string(type) + R"(","data":)" + std::string(data) + "}";
  return did(caller.good("POST", "/v1/proposals/" + proposal + "/transitions", body));
}

std::string Walk::draft(const std::string& title) {
  const std::string proposal = text_of(
      did(proposer_.good("POST", "/v1/competitions/" + competition_ + "/proposals",
                         R"({"entrant":")" + entrant_ + R"(","title":")" + title + R"(","category":"tik"})")),
      "/id");
  transition(proposer_, proposal, "START_DRAFT");
  return proposal;
}

void Walk::prepare(const std::string& proposal) {
  const json::value draft = transition(proposer_, proposal, "START_DRAFT");
  did(proposer_.good(
      "PUT", "/v1/proposals/" + proposal + "/answers",
      R"({"answers":{"summary":"Antrean daring.","background":"Antrean panjang.","novelty":"Tanpa loket."}})",
      {{"If-Match", "\"" + text_of(draft, "/stream_version") + "\""}}));
  transition(proposer_, proposal, "SUBMIT", R"({"declaration":true})");
  transition(secretariat_, proposal, "RECEIVE");
  transition(secretariat_, proposal, "CHECK_ADMINISTRATIVE",
             R"({"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true}})");
  transition(
      secretariat_, proposal, "CHECK_DOCUMENTS",
      R"({"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true}})");
}

void Walk::judge(const std::string& proposal, const Stage& stage) {
  if (!stage.recorded_by.empty())
    transition(secretariat_, proposal, stage.recorded_by, R"({"date":"2026-06-15"})");
  const std::string competition = "/v1/competitions/" + competition_;
  did(secretariat_.good("POST", competition + "/assignments",
                        R"({"stage":")" + stage.name + R"(","pairs":[{"juror":")" + juror_ +
                            R"(","proposals":[")" + proposal + R"("]}]})"));
  json::object scores;
  for (const std::string& criterion : stage.criteria) scores[criterion] = "88";
  did(judge_.good("PUT", "/v1/proposals/" + proposal + "/assessments/" + stage.name + "/" + juror_,
                  canonical_json(json::object{{"scores", std::move(scores)}})));
  did(secretariat_.good("POST", competition + "/stages/" + stage.name + "/decision", "{}"));
}

void Walk::replicate(const std::string& proposal) {
  const json::value asked = did(secretariat_.good(
      "POST", "/v1/innovations/" + proposal + "/replications",
      R"({"region":"Kota Tetangga","organizer":"Bappeda Kota Tetangga","agency":"Dinas Tetangga"})"));
  for (const char* step : {"agreed", "running", "established"}) {
    did(secretariat_.good("POST", "/v1/replications/" + text_of(asked, "/id") + "/progress",
                          std::string(R"({"to":")") + step + R"("})"));
  }
}

std::string Walk::from_sosialisasi_to_replication(const std::string& title) {
  const std::string competition = "/v1/competitions/" + competition_;
  did(secretariat_.good("POST", competition + "/sessions",
                        R"({"kind":"sosialisasi","date":"2026-05-25","place":"Aula","attendance":46})"));
  const std::string proposal = text_of(
      did(proposer_.good("POST", competition + "/proposals",
                         R"({"entrant":")" + entrant_ + R"(","title":")" + title + R"(","category":"tik"})")),
      "/id");
  prepare(proposal);
  judge(proposal,
        {"screening", "", {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"}});
  judge(proposal, {"presentation", "RECORD_PRESENTATION", {"substance", "delivery"}});
  judge(proposal,
        {"interview", "RECORD_INTERVIEW", {"innovation", "usefulness", "replicability", "sustainability"}});
  replicate(proposal);
  return proposal;
}

std::string Walk::state_of(const std::string& proposal) {
  return text_of(secretariat_.good("GET", "/v1/proposals/" + proposal + "?after_position=" + last_position_),
                 "/state");
}

}  // namespace jejak::e2e
