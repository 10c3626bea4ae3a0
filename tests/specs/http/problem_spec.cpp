#include <gtest/gtest.h>

#include "api/http/problem.hpp"

namespace jejak::http {
namespace {

TEST(Problem, has_the_members_of_rfc_9457) {
  const Response answer =
      problem(Status::not_found, "unknown_proposal", "There is no proposal 7.", {{"proposal", "7"}});
  EXPECT_EQ(answer.status, Status::not_found);
  EXPECT_EQ(answer.content_type, "application/problem+json");
  EXPECT_EQ(answer.body, R"({"type":"urn:jejak:problem:unknown_proposal","title":"Not Found","status":404,)"
                         R"("detail":"There is no proposal 7.","code":"unknown_proposal","proposal":"7"})");
}

TEST(Problem, maps_every_kind_of_refusal) {
  EXPECT_EQ(problem(Rejection{Refusal::invalid, "c", "m", "", {}}).status, Status::unprocessable_content);
  EXPECT_EQ(problem(Rejection{Refusal::not_found, "c", "m", "", {}}).status, Status::not_found);
  EXPECT_EQ(problem(Rejection{Refusal::forbidden, "c", "m", "", {}}).status, Status::forbidden);
  EXPECT_EQ(problem(Rejection{Refusal::conflict, "c", "m", "", {}}).status, Status::conflict);
  EXPECT_EQ(problem(Rejection{Refusal::stale, "c", "m", "", {}}).status, Status::precondition_failed);
  EXPECT_EQ(problem(Rejection{Refusal::key_reused, "c", "m", "", {}}).status, Status::unprocessable_content);
}

TEST(Problem, carries_a_rejections_details_but_never_over_its_own_members) {
  const Rejection rejection{Refusal::conflict,
                            "window_closed",
                            "Submission closed.",
                            "Pendaftaran ditutup.",
                            {{"allowed", json::array{"WITHDRAW"}}, {"status", 200}}};
  EXPECT_EQ(
      problem(rejection).body,
      R"({"type":"urn:jejak:problem:window_closed","title":"Conflict","status":409,"detail":"Submission closed.",)"
      R"("code":"window_closed","detail_id":"Pendaftaran ditutup.","allowed":["WITHDRAW"]})");
}

TEST(Problem, lists_every_fault_with_its_pointer) {
  const Response answer = problem(Faults{{"/title", "must be 1 to 200 characters"}, {"", "unknown field x"}});
  EXPECT_EQ(answer.status, Status::unprocessable_content);
  EXPECT_NE(answer.body.find(R"("errors":[{"pointer":"/title","detail":"must be 1 to 200 characters"},)"
                             R"({"pointer":"","detail":"unknown field x"}])"),
            std::string::npos);
}

TEST(Problem, says_when_to_come_back) {
  EXPECT_EQ(unavailable("queue_full", "Too many writes wait.", 2).header("retry-after"), "2");
  EXPECT_EQ(unauthenticated("A key is needed.").header("WWW-Authenticate"), "Bearer");
}

}  // namespace
}  // namespace jejak::http
