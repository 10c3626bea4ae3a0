#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::workflows {

TEST(Opening_a_competition, records_the_exact_rules_once_and_pins_them_by_hash) {
  Trial trial;
  trial.open("practice");
  const auto opened = trial.last("CompetitionOpened");
  const std::string hash(text_of(object_of(opened, "rulebook"), "hash"));
  EXPECT_EQ(hash, document_hash(*shipped_document("rulebooks", "practice")));
  EXPECT_EQ(document_hash(trial.last("RulebookRecorded").at("document")), hash);
  EXPECT_EQ(document_hash(trial.last("DefinitionRecorded").at("document")),
            text_of(object_of(opened, "definition"), "hash"));
  trial.accept("OpenCompetition", secretariat(), {},
               {{"id", "kedua"}, {"organizer", city}, {"title", "Kedua"}, {"year", 2023}, {"rulebook", "practice"}});
  EXPECT_EQ(trial.types("rulebook-" + hash).size(), 1U);
}

TEST(Opening_a_competition, takes_a_rulebook_of_the_organizers_own) {
  Trial trial;
  trial.open();
  auto document = shipped_document("rulebooks", "practice")->get_object();
  document["id"] = "our-own";
  trial.accept("OpenCompetition", secretariat(), {},
               {{"organizer", city}, {"title", "Sendiri"}, {"year", 2023}, {"rulebook_document", document}});
  EXPECT_EQ(text_of(object_of(trial.last("CompetitionOpened"), "rulebook"), "id"), "our-own");
}

TEST(Opening_a_competition, refuses_what_is_wrong_with_a_rulebook_each_at_its_place) {
  Trial trial;
  trial.open();
  auto document = shipped_document("rulebooks", "practice")->get_object();
  document["stages"].as_array()[0].as_object()["judged_in"] = "nowhere";
  document["award"].as_object()["granted_in"] = "no.such";
  const auto no = trial.refuse("invalid_rulebook", "OpenCompetition", secretariat(), {},
                               {{"organizer", city}, {"title", "A"}, {"year", 2023}, {"rulebook_document", document}});
  const std::string errors = text(no.details.at("errors"));
  EXPECT_NE(errors.find("/rulebook_document/stages/0/judged_in"), errors.npos) << errors;
  EXPECT_NE(errors.find("/rulebook_document/award/granted_in"), errors.npos) << errors;
}

TEST(Opening_a_competition, refuses_a_wrong_machine_with_its_place) {
  Trial trial;
  trial.open();
  auto machine = shipped_document("definitions", "kipp")->get_object();
  machine["machine"].as_object()["initial"] = "nowhere";
  const auto no = trial.refuse(
      "invalid_definition", "OpenCompetition", secretariat(), {},
      {{"organizer", city}, {"title", "A"}, {"year", 2023}, {"rulebook", "practice"}, {"definition_document", machine}});
  EXPECT_NE(text(no.details).find("/definition_document/machine/initial"), std::string::npos) << text(no.details);
}

TEST(Opening_a_competition, refuses_a_fraction_anywhere_in_what_is_sent) {
  Trial trial;
  trial.open();
  auto document = shipped_document("rulebooks", "practice")->get_object();
  document["revisions_max"] = 1.5;
  const auto no = trial.refuse("fractional_number", "OpenCompetition", secretariat(), {},
                               {{"organizer", city}, {"title", "A"}, {"year", 2023}, {"rulebook_document", document}});
  EXPECT_NE(text(no.details).find("\"/rulebook_document/revisions_max\""), std::string::npos);
}

TEST(Opening_a_competition, is_for_its_own_organizer_and_for_known_rulebooks) {
  Trial trial;
  trial.open();
  const json::object body{{"organizer", city}, {"title", "A"}, {"year", 2023}, {"rulebook", "practice"}};
  trial.refuse("forbidden", "OpenCompetition", secretariat("another"), {}, body);
  trial.refuse("forbidden", "OpenCompetition", proposer(trial.entrant), {}, body);
  json::object taken = body, unknown = body, nobodys = body, both = body;
  taken["id"] = contest;
  trial.refuse("id_taken", "OpenCompetition", secretariat(), {}, taken);
  unknown["rulebook"] = "nobody-knows";
  trial.refuse("unknown_rulebook", "OpenCompetition", secretariat(), {}, unknown);
  nobodys["organizer"] = "nobody";
  trial.refuse("not_found", "OpenCompetition", console(), {}, nobodys);
  both["rulebook_document"] = json::object{};
  trial.refuse("invalid_body", "OpenCompetition", secretariat(), {}, both);
}

TEST(An_id, is_a_slug_or_a_uuid_where_a_slug_will_do_and_a_uuid_elsewhere) {
  Trial trial;
  trial.open();
  const json::object body{{"name", "A"}, {"region", "B"}};
  for (const char* id : {"UPPER", "ab", "-abc", "spa ce", "../../x", ""}) {
    json::object wrong = body;
    wrong["id"] = id;
    trial.refuse("invalid_body", "RegisterOrganizer", admin(), {}, wrong);
  }
  trial.refuse("invalid_body", "RegisterEntrant", secretariat(), {{"organizer", std::string(city)}},
               {{"id", "a-slug"}, {"name", "A"}, {"kind", "OPD"}});
}

TEST(A_window, can_be_extended_with_a_reason_but_never_cut_short) {
  Trial trial;
  trial.open("kota-magelang-2022");
  const Path path{{"competition", std::string(contest)}};
  trial.at("2022-06-24T17:00:00Z");  // 25 June, 00:00 in Jakarta: entry closed a second ago
  const json::object entry{{"entrant", trial.entrant}, {"title", "Terlambat"}, {"category", "tik"}};
  const auto closed = trial.refuse("window_closed", "EnterProposal", proposer(trial.entrant), path, entry);
  EXPECT_EQ(text_of(closed.details, "closes"), "2022-06-24T16:59:59.000000Z");
  EXPECT_EQ(text_of(closed.details, "opens"), "2022-05-25T01:00:00.000000Z");
  trial.refuse("invalid_body", "ExtendWindow", secretariat(), path,
               {{"window", "entry"}, {"closes", "2022-06-20T00:00:00+07:00"}, {"reason", "Lebih awal"}});
  trial.refuse("not_found", "ExtendWindow", secretariat(), path,
               {{"window", "none"}, {"closes", "2022-07-20T00:00:00+07:00"}, {"reason", "Apa"}});
  trial.accept("ExtendWindow", secretariat(), path,
               {{"window", "entry"}, {"closes", "2022-06-25T23:59:59+07:00"}, {"reason", "Gangguan jaringan"}});
  trial.accept("EnterProposal", proposer(trial.entrant), path, entry);
}

TEST(A_session, keeps_the_names_of_people_sealed) {
  Trial trial;
  trial.open();
  trial.accept("RecordSession", secretariat(), {{"competition", std::string(contest)}},
               object(R"({"kind":"sosialisasi","date":"2022-05-25","place":"Aula","attendance":40,
                          "speakers":["Orang Satu"],"moderator":"Orang Dua"})"));
  const auto recorded = trial.last("SessionRecorded");
  EXPECT_TRUE(recorded.at("speakers").as_object().contains("$sealed"));
  EXPECT_EQ(text(recorded).find("Orang"), std::string::npos);
  trial.refuse("invalid_body", "RecordSession", secretariat(), {{"competition", std::string(contest)}},
               object(R"({"kind":"visit","date":"2022-02-30","place":"Aula","attendance":1})"));
}

}  // namespace jejak::workflows
