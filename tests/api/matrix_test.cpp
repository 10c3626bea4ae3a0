// The authorization matrix, cell by cell: role x relation x route x stage of the proposal. Made from the route table, which takes its
// roles from the policy table.
#include <gtest/gtest.h>

#include <map>

#include "api/routes/access.hpp"
#include "api/routes/table.hpp"
#include "api/routes/visibility.hpp"
#include "tests/api/api_under_test.hpp"
#include "workflows/policy.hpp"

namespace jejak::tests {
namespace {

using workflows::Role;

// Bodies that are good as far as their schema goes, so that whoever is refused is refused for who they are.
const std::map<std::string_view, std::string_view> bodies = {
    {"RegisterEntrant", R"({"name":"Dinas X","kind":"OPD"})"},
    {"PlaceOrganizer", R"({"parent":"kota"})"},
    {"RecordPriorAward", R"({"title":"T","award":"top45","year":2019,"source":"S"})"},
    {"RecordExternalAward", R"({"award":"IGA","year":2019,"source":"S"})"},
    {"RecordCoachingNote", R"({"note":"N"})"},
    {"RecordFeedback", R"({"innovation":"I","kind":"praise","text":"T"})"},
    {"ExtendWindow", R"({"window":"w","closes":"2099-01-01T00:00:00+07:00","reason":"r"})"},
    {"AdmitLateEntry", R"({"entrant":"e","window":"w","closes":"2099-01-01T00:00:00+07:00","reason":"r"})"},
    {"RecordSession", R"({"kind":"visit","date":"2022-05-25","place":"P","attendance":1})"},
    {"SendTransition", R"({"type":"WITHDRAW","data":{"reason":"x"}})"},
    {"AnswerProposal", R"({"answers":{"summary":"x"}})"},
    {"RegisterJuror", R"({"name":"J","element":"ngo"})"},
    {"DeclareConflict", R"({"proposal":"@","kind":"other","reason":"x"})"},
    {"AnswerInvitation", R"({"accept":true})"},
    {"SettleConflict", R"({"confirm":true})"},
    {"ReleaseAssignments", R"({"stage":"screening","pairs":[{"juror":"*","proposals":["@"]}],"reason":"r"})"},
    {"ReturnSheet", R"({"reason":"r"})"},
    {"SettleReturn", R"({"confirm":true})"},
    {"AssignJurors", R"({"stage":"screening","pairs":[{"juror":"*","proposals":["@"]}]})"},
    {"ProposeTieSettlement", R"({"in":["@"],"reason":"r"})"},
    {"SettleTie", R"({"confirm":true})"},
    {"ProposeReopening", R"({"reason":"r"})"},
    {"SettleReopening", R"({"confirm":true})"},
    {"ProposeSupplement", R"({"proposal":"@","reason":"r"})"},
    {"SettleSupplement", R"({"confirm":true})"},
    {"SignMinutes", R"({"hash":"0000000000000000000000000000000000000000000000000000000000000000"})"},
    {"Remind", R"({"to":"entrants"})"},
    {"RegisterWebhook", R"({"url":"https://contoh.go.id/","kinds":["reminder"],"secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})"},
    {"DiscardNotification", R"({"reason":"r"})"},
    {"ScheduleSlots", R"({"minutes":20,"sittings":[{"room":"A","starts":"2022-07-01T08:00:00+07:00","ends":"2022-07-01T16:00:00+07:00"}]})"},
    {"MoveSlot", R"({"room":"A","starts":"2022-07-01T08:00:00+07:00","ends":"2022-07-01T16:00:00+07:00","reason":"r"})"},
    {"CancelSlot", R"({"reason":"r"})"},
    {"RecordAttendance", R"({"attended":true})"},
    {"AssignByPlan", R"({"per_proposal":1,"panel":[{"juror":"*"}]})"},
    {"SubmitAssessment", R"({"outcome":"no_score"})"},
    {"MergeProposals", R"({"into":"@","reason":"x"})"},
    {"PromoteProposal", R"({"competition":"lain-2022"})"},
    {"RequestReplication", R"({"region":"R","organizer":"Bappeda Jauh","agency":"A"})"},
    {"DeclareWillingness", R"({"willing":false})"},
    {"ChangeDeadline", R"({"timer":"t","due":null,"reason":"r"})"}};

struct Place {
  const Town& town;
  const std::string& proposal;

  std::string fill(std::string_view pattern) const {
    std::string text(pattern);
    const std::map<std::string, std::string, std::less<>> names = {
        {"organizer", town.organizer}, {"competition", town.competition}, {"proposal", proposal}, {"innovation", proposal},
        {"entrant", town.entrant},     {"juror", town.juror_id},          {"stage", "screening"}};
    for (auto open = text.find('{'); open != text.npos; open = text.find('{')) {
      const auto close = text.find('}', open);
      const auto known = names.find(std::string_view(text).substr(open + 1, close - open - 1));
      text.replace(open, close - open + 1, known == names.end() ? "1" : known->second);
    }
    return text;
  }
  std::string body_of(const routes::RouteEntry& entry) const {
    const auto* command = std::get_if<routes::CommandRoute>(&entry.does);
    const auto known = command == nullptr ? bodies.end() : bodies.find(command->kind);
    std::string text(known == bodies.end() ? "{}" : known->second);
    for (auto at = text.find('@'); at != text.npos; at = text.find('@')) text.replace(at, 1, proposal);
    for (auto at = text.find('*'); at != text.npos; at = text.find('*')) text.replace(at, 1, town.juror_id);
    return text;
  }
};

bool speaks_of_one_organizer(std::string_view pattern) {
  for (const char* name : {"{organizer}", "{competition}", "{proposal}", "{entrant}", "{juror}", "{innovation}"})
    if (pattern.find(name) != pattern.npos) return true;
  return false;
}

// One cell: somebody who must not do or see this.
void expect_shut(Api& api, const Client& client, const routes::RouteEntry& entry, const Place& place, const std::string& who) {
  const Position before = api.log.head().size;
  const bool writes = entry.method != http::Method::get;
  const Seen answer = client.send(entry.method, place.fill(entry.pattern), writes ? place.body_of(entry) : "",
                                  {{"Content-Type", "application/json"}});
  EXPECT_EQ(api.log.head().size, before) << who << " wrote by " << entry.id;
  const bool empty_page = answer.status == 200 && answer.json.is_object() && answer.json.get_object().contains("items") && answer.count("/items") == 0;
  EXPECT_TRUE(answer.status == 401 || answer.status == 403 || answer.status == 404 || answer.status == 422 || answer.status == 428 || empty_page)
      << who << " " << entry.id << ": " << answer.status << " " << answer.body.substr(0, 300);
}

class Matrix : public testing::TestWithParam<std::string> {};

}  // namespace

TEST_P(Matrix, of_another_organizers_people_lets_nobody_read_or_write_what_is_not_published) {
  Api api;
  const Town town(api), other(api, "lain", "lain-2022");
  const std::string id = town.proposal("Data Go", GetParam());
  const Place place{town, id};
  const std::map<Role, Client> strangers = {{Role::secretariat, other.secretariat}, {Role::proposer, other.proposer}, {Role::juror, other.juror}};
  std::size_t cells = 0;
  for (const routes::RouteEntry& entry : routes::route_table()) {
    if (!speaks_of_one_organizer(entry.pattern)) continue;
    const auto roles = routes::roles_of(entry);
    const bool published = std::ranges::find(roles, Role::anonymous) != roles.end();
    for (const auto& [role, client] : strangers) {
      if (published) continue;
      expect_shut(api, client, entry, place, "another organizer's " + std::string(workflows::name_of(role)));
      ++cells;
    }
  }
  EXPECT_GT(cells, 60U);
}

TEST_P(Matrix, of_the_own_people_lets_no_role_do_what_the_policy_does_not_give_it) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", GetParam());
  const Place place{town, id};
  const std::map<Role, Client> people = {{Role::anonymous, api.public_client()}, {Role::proposer, town.proposer}, {Role::juror, town.juror},
                                         {Role::secretariat, town.secretariat},  {Role::auditor, town.auditor},   {Role::admin, api.admin()}};
  std::size_t cells = 0;
  for (const routes::RouteEntry& entry : routes::route_table()) {
    const auto roles = routes::roles_of(entry);
    for (const auto& [role, client] : people) {
      if (std::ranges::find(roles, role) != roles.end()) continue;
      expect_shut(api, client, entry, place, std::string(workflows::name_of(role)));
      ++cells;
    }
  }
  EXPECT_GT(cells, 200U);
}

// Same role, same organizer, another entrant: what is done for a proposal or an innovation is its own entrant's.
TEST_P(Matrix, of_another_entrant_of_the_same_organizer_lets_it_write_nothing) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", GetParam());
  const Place place{town, id};
  const Seen other = town.secretariat.post("/v1/organizers/kota/entrants", R"({"name":"Dinas Lain","kind":"OPD"})");
  const Client stranger = api.key("proposer", R"({"organizer":"kota","entrant":")" + other.at("/id") + "\"}");
  std::size_t cells = 0;
  for (const routes::RouteEntry& entry : routes::route_table()) {
    const bool of_the_entry = entry.pattern.find("{proposal}") != entry.pattern.npos || entry.pattern.find("{innovation}") != entry.pattern.npos;
    if (entry.method == http::Method::get || !of_the_entry) continue;
    expect_shut(api, stranger, entry, place, "another entrant's proposer");
    ++cells;
  }
  EXPECT_GT(cells, 8U);
}

TEST_P(Matrix, lets_no_auditor_write_anything_at_all) {
  Api api;
  const Town town(api);
  const std::string id = town.proposal("Data Go", GetParam());
  const Place place{town, id};
  for (const routes::RouteEntry& entry : routes::route_table()) {
    if (entry.method == http::Method::get || entry.id == "admin.replays.start") continue;
    const Position before = api.log.head().size;
    town.auditor.send(entry.method, place.fill(entry.pattern), place.body_of(entry), {{"Content-Type", "application/json"}});
    EXPECT_EQ(api.log.head().size, before) << entry.id;
  }
}

INSTANTIATE_TEST_SUITE_P(Stages, Matrix, testing::Values("entered", "draft", "submitted", "desk", "presentation", "interview", "award"),
                         [](const auto& stage) { return stage.param; });

}  // namespace jejak::tests
