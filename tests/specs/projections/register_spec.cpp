// The views of what is registered once: organizers, competitions, sessions, entrants, jurors, keys.
#include <gtest/gtest.h>

#include "tests/specs/projections/folded_views.hpp"

namespace jejak::specs {
namespace {

TEST(Organizers_view, shows_every_registered_organizer) {
  given({{"organizer-o", "OrganizerRegistered",
          R"({"id":"o","name":"Bappeda","region":"Kota","tier":"city","zone":"Asia/Jakarta"})"}})
      .then("organizers", "o",
            R"({"id":"o","name":"Bappeda","parent":null,"region":"Kota","tier":"city","zone":"Asia/Jakarta"})");
}

TEST(Organizers_view, refuses_a_second_registration_of_an_id) {
  const Past once{"organizer-o", "OrganizerRegistered", R"({"id":"o","name":"Bappeda"})"};
  const Past twice{"organizer-o", "OrganizerRegistered", R"({"id":"o","name":"Another"})"};
  given({once, twice})
      .then_refused("organizers", "o is there already")
      .then_shows("organizers", "o", R"({"name":"Bappeda"})");
}

TEST(Competitions_view, shows_the_rules_that_entrants_and_jurors_need) {
  given({opened()})
      .then(
          "competitions", "c",
          R"({"id":"c","organizer":"o","title":"Lomba","year":2022,"opened_at":"2022-06-06T02:00:01.000000Z",
      "rulebook":{"id":"r","version":"1","hash":"11","illustrative":true},
      "definition":{"id":"kipp","version":"1","hash":"22"},
      "windows":[{"name":"entry","opens":"2022-05-25T01:00:00.000000Z","closes":"2022-06-24T16:59:59.000000Z",
        "governs":["ENTER"]}],
      "categories":[{"key":"tata-kelola"},{"key":"tik"}],"groups":[{"key":"umum"}],"questions":[{"key":"summary"}],
      "stages":[{"name":"screening","title":{"id":"Substansi"},"judged_in":"screening.desk",
        "criteria":[{"key":"novelty","weight":"100"}],"top":{"count":1},"quorum":1}],
      "decided":{},"amendments":[]})");
}

TEST(Competitions_view, shows_the_new_end_of_an_extended_window) {
  given({opened(),
         {"competition-c", "WindowExtended",
          R"({"competition":"c","window":"entry","opens":"2022-05-25T01:00:00.000000Z",
                        "closes":"2022-06-30T16:59:59.000000Z","reason":"Listrik padam"})"}})
      .then_shows("competitions", "c",
                  R"({"windows":[{"name":"entry","opens":"2022-05-25T01:00:00.000000Z",
                      "closes":"2022-06-30T16:59:59.000000Z","governs":["ENTER"]}]})");
}

TEST(Competitions_view, refuses_to_extend_a_window_that_there_is_not) {
  given({opened(), {"competition-c", "WindowExtended", R"({"competition":"c","window":"later"})"}})
      .then_refused("competitions", "the competition has no window later");
}

TEST(Competitions_view, shows_when_a_stage_was_decided) {
  given({opened(), decided("p", "in")})
      .then_shows("competitions", "c", R"({"decided":{"screening":"2022-06-06T02:00:02.000000Z"}})");
}

TEST(Sessions_view, shows_a_session_with_its_people_sealed) {
  given(
      {{"session-s", "SessionRecorded",
        R"({"id":"s","competition":"c","organizer":"o","kind":"sosialisasi","date":"2022-05-25","place":"Aula",
              "speakers":{"$sealed":{"subject":"session-s","box":"AA=="}},"attendance":46})"}})
      .then(
          "sessions", "s",
          R"({"id":"s","competition":"c","organizer":"o","kind":"sosialisasi","date":"2022-05-25","place":"Aula",
                "title":null,"speakers":{"$sealed":{"subject":"session-s","box":"AA=="}},"moderator":null,
                "attendance":46,"innovations":null,"note":null})");
}

TEST(Entrants_view, shows_an_entrant_with_its_contact_sealed) {
  given({{"entrant-e", "EntrantRegistered",
          R"({"id":"e","organizer":"o","name":"Dinas","short_name":"D","kind":"OPD",
              "contact":{"$sealed":{"subject":"entrant-e","box":"AA=="}}})"}})
      .then("entrants", "e",
            R"({"id":"e","organizer":"o","name":"Dinas","short_name":"D","kind":"OPD",
                "contact":{"$sealed":{"subject":"entrant-e","box":"AA=="}},"registered_at":"2022-06-06T02:00:01.000000Z"})");
}

TEST(Jurors_view, shows_a_juror_with_the_name_sealed) {
  given(
      {{"juror-j", "JurorRegistered",
        R"({"id":"j","competition":"c","organizer":"o","name":{"$sealed":{"subject":"juror-j","box":"AA=="}},
              "element":"academic","agency":"","entrant":""})"}})
      .then(
          "jurors", "j",
          R"({"id":"j","competition":"c","organizer":"o","name":{"$sealed":{"subject":"juror-j","box":"AA=="}},
                "element":"academic","agency":"","entrant":"","registered_at":"2022-06-06T02:00:01.000000Z",
                "invitation":null,"conflicts":null,"email":null})");
}

TEST(Keys_view, shows_who_a_key_is_for_and_never_its_hash) {
  const Past issued{
      "keys", "KeyIssued",
      R"({"id":"k","hash":"5f5f","role":"juror","label":"Juri","organizer":"o","entrant":"","juror":"j"})"};
  given({issued}).then("keys", "k",
                       R"({"id":"k","role":"juror","label":"Juri","organizer":"o","entrant":"","juror":"j",
                           "issued_at":"2022-06-06T02:00:01.000000Z","issued_by":"key-1","person":null,"revoked":false,"revoked_at":null,"revoked_by":null})");
  given({issued, {"keys", "KeyRevoked", R"({"id":"k","reason":""})"}})
      .then_shows("keys", "k", R"({"revoked":true,"revoked_at":"2022-06-06T02:00:02.000000Z","revoked_by":"key-1"})");
}

TEST(Keys_view, refuses_to_revoke_a_key_that_was_never_issued) {
  given({{"keys", "KeyRevoked", R"({"id":"k"})"}})
      .then_refused("keys", "there is no k")
      .then_none("keys", "k");
}

}  // namespace
}  // namespace jejak::specs
