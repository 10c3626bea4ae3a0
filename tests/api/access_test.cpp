#include "api/routes/access.hpp"

#include <gtest/gtest.h>

#include <map>

#include "api/routes/table.hpp"
#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

using workflows::Role;

// A route's pattern with something in every {name}.
std::string target_of(const routes::RouteEntry& entry) {
  std::string target(entry.pattern);
  for (auto open = target.find('{'); open != std::string::npos; open = target.find('{')) {
    target.replace(open, target.find('}', open) - open + 1, "1");
  }
  return target;
}

bool is_refused(unsigned status) { return status == 401 || status == 403; }

TEST(Access, every_route_takes_exactly_the_roles_of_the_policy_table) {
  Api api;
  const Town town(api);
  const std::map<Role, Client> clients = {
      {Role::anonymous, api.public_client()}, {Role::proposer, town.proposer}, {Role::juror, town.juror},
      {Role::secretariat, town.secretariat},  {Role::auditor, town.auditor},   {Role::admin, api.admin()}};
  for (const routes::RouteEntry& entry : routes::route_table()) {
    const auto roles = routes::roles_of(entry);
    for (const auto& [role, client] : clients) {
      const bool allowed = std::find(roles.begin(), roles.end(), role) != roles.end();
      // A body that no schema takes: whoever is let in gets past the door and no further.
      const bool writes = entry.method == http::Method::post || entry.method == http::Method::put;
      if (allowed && !writes && entry.method == http::Method::delete_) continue;
      if (allowed && entry.id == "admin.replays.start") continue;
      const Seen answer = client.send(entry.method, target_of(entry), writes ? "[]" : "",
                                      {{"Content-Type", "application/json"}});
      if (!allowed) {
        EXPECT_EQ(answer.status, role == Role::anonymous ? 401U : 403U)
            << entry.id << ' ' << workflows::name_of(role);
      } else {
        EXPECT_FALSE(is_refused(answer.status))
            << entry.id << ' ' << workflows::name_of(role) << ' ' << answer.body;
      }
    }
  }
}

TEST(Access, a_bad_key_is_401_even_where_none_is_needed) {
  Api api;
  const Client stranger(api, "jejak_" + std::string(43, 'x'));
  const Seen answer = stranger.get("/v1/competitions");
  EXPECT_EQ(answer.status, 401U);
  EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(Client(api, "rubbish").get("/v1/competitions").status, 401U);
  EXPECT_EQ(api.public_client().get("/v1/competitions", {{"Authorization", "Basic abc"}}).status, 401U);
}

TEST(Access, a_key_works_with_its_201_and_stops_with_its_revocation) {
  Api api;
  const Seen made = api.admin().post("/v1/keys", R"({"role":"auditor","label":"Inspektorat"})");
  ASSERT_EQ(made.status, 201U) << made.body;
  const Client auditor(api, made.at("/key"));
  EXPECT_EQ(auditor.get("/v1/events").status, 200U);
  EXPECT_EQ(api.admin().del("/v1/keys/" + made.at("/id")).status, 200U);
  EXPECT_EQ(auditor.get("/v1/events").status, 401U);
  const Seen listed = api.admin().get("/v1/keys?revoked=1");
  EXPECT_EQ(listed.body.find(made.at("/key")), std::string::npos);
}

TEST(Access, keys_survive_in_the_log_alone) {
  Api api;
  const Client auditor = api.key("auditor");
  routes::KeyDirectory afresh(api.log);
  ASSERT_FALSE(afresh.refresh());
  ASSERT_TRUE(afresh.find(auditor.token()));
  EXPECT_EQ(afresh.find(auditor.token())->role, Role::auditor);
  EXPECT_FALSE(afresh.find(auditor.token() + "x"));
}

TEST(Access, keys_that_others_wrote_into_the_log_work_as_soon_as_the_views_have_them) {
  Api api;
  const std::string token = routes::make_token(api.entropy);
  const Client auditor(api, token);
  EXPECT_EQ(auditor.get("/v1/events").status, 401U);
  const auto console = [&](const workflows::Command& command) {
    Submission submission;
    submission.decide = [command](World& world) { return workflows::decide(world, command); };
    submission.actor = "console";
    submission.reply = [](const CommandOutcome& outcome) { ASSERT_TRUE(std::holds_alternative<Done>(outcome)); };
    api.processor.submit(std::move(submission));
    api.processor.drain();
    api.follow();
  };
  const workflows::Caller system{"console", Role::system, {}, {}, {}};
  console({"IssueKey", system, {}, {{"role", "auditor"}, {"label", "timer"}, {"hash", routes::token_hash(token)}}, {}});
  EXPECT_EQ(auditor.get("/v1/events").status, 200U);
  console({"RevokeKey", system, {{"key", api.admin().get("/v1/keys?role=auditor").at("/items/0/id")}}, {}, {}});
  EXPECT_EQ(auditor.get("/v1/events").status, 401U);
}

TEST(Access, the_raw_log_is_for_auditors_and_not_for_admins) {
  Api api;
  const Client auditor = api.key("auditor");
  for (const std::string target : {"/v1/events", "/v1/events/1", "/v1/events?stream=keys"}) {
    EXPECT_EQ(api.admin().get(target).status, 403U) << target;
    EXPECT_EQ(auditor.get(target).status, 200U) << target;
  }
  EXPECT_EQ(api.admin().get("/v1/admin/projections").status, 200U);
}

TEST(Access, another_organizers_people_see_and_change_nothing_of_this_one) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  const std::string id = town.proposal("Sapa");
  const std::string proposal = "/v1/proposals/" + id;
  for (const Client& stranger : {other.secretariat, other.proposer, other.juror}) {
    EXPECT_EQ(stranger.get(proposal).status, 404U);
    EXPECT_EQ(stranger.get(proposal + "?at_position=100000").status, 404U);
    EXPECT_NE(town.transition(stranger, id, "WITHDRAW", R"({"reason":"x"})").status, 200U);
  }
  EXPECT_EQ(other.secretariat.get(proposal + "/history").status, 404U);
  EXPECT_EQ(other.secretariat.get("/v1/competitions/latihan/proposals").status, 403U);
  EXPECT_EQ(other.secretariat.get("/v1/competitions/latihan/jurors").status, 403U);
  EXPECT_EQ(other.secretariat.get("/v1/jurors/" + town.juror_id).status, 404U);
  EXPECT_EQ(other.secretariat.get("/v1/entrants/" + town.entrant).status, 404U);
  EXPECT_EQ(other.secretariat.get("/v1/events").status, 403U);
  EXPECT_EQ(town.secretariat.get(proposal).status, 200U);
  EXPECT_EQ(town.auditor.get(proposal).status, 200U);
}

TEST(Access, a_juror_sees_assigned_proposals_and_own_sheets_only) {
  Api api;
  const Town town(api);
  const std::string assigned = town.proposal("Data Go", "desk");
  const std::string unassigned = town.proposal("Pak Waris", "desk");
  town.judge(assigned, "screening");
  EXPECT_EQ(town.juror.get("/v1/proposals/" + assigned).status, 200U);
  EXPECT_EQ(town.juror.get("/v1/proposals/" + unassigned).status, 404U);
  const Seen list = town.juror.get("/v1/competitions/latihan/proposals");
  EXPECT_EQ(list.count("/items"), 1U) << list.body;
  EXPECT_EQ(town.other_juror.get("/v1/competitions/latihan/proposals").count("/items"), 0U);
  const std::string sheet = "/v1/proposals/" + assigned + "/assessments/screening/" + town.juror_id;
  EXPECT_EQ(town.juror.get(sheet).status, 200U);
  EXPECT_EQ(town.other_juror.get(sheet).status, 404U);
  EXPECT_EQ(town.other_juror.get("/v1/competitions/latihan/assessments").count("/items"), 0U);
  EXPECT_EQ(town.juror.get("/v1/competitions/latihan/assignments").count("/items"), 1U);
  EXPECT_EQ(town.juror.get("/v1/competitions/latihan/scoreboard").status, 403U);
  const Seen forged = town.other_juror.put(sheet, R"({"scores":{"novelty":1}})");
  EXPECT_NE(forged.status, 201U) << forged.body;
}

TEST(Access, personal_data_is_for_the_organizers_people_and_the_person_and_is_gone_after_erasure) {
  Api api;
  const Town town(api);
  const std::string entrant = "/v1/entrants/" + town.entrant;
  EXPECT_EQ(town.secretariat.get(entrant).at("/contact/name"), "Ibu Contoh");
  EXPECT_EQ(town.proposer.get(entrant).at("/contact/name"), "Ibu Contoh");
  EXPECT_EQ(town.auditor.get(entrant).at("/contact/name"), "Ibu Contoh");
  EXPECT_EQ(api.admin().get(entrant).at("/contact"), "null");
  EXPECT_EQ(town.secretariat.get("/v1/jurors/" + town.juror_id).at("/name"), "Juri contoh academic");
  ASSERT_FALSE(api.vault.destroy("entrant-" + town.entrant));
  EXPECT_EQ(town.secretariat.get(entrant).at("/contact"), "null");
}

}  // namespace
}  // namespace jejak::tests
