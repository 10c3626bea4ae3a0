#include <gtest/gtest.h>

#include <stdexcept>

#include "api/http/router.hpp"
#include "api/http/target.hpp"

namespace jejak::http {
namespace {

// Answers with the route's id and the parameters that it got.
void echo(const RequestPtr& request, Reply reply) {
  std::string text(request->route_id);
  for (const Parameter& each : request->parameters) text += " " + each.name + "=" + each.value;
  reply(json_response(Status::ok, text));
}

Route route(Method method, std::string pattern, std::string id, std::vector<std::string> query = {}) {
  return {method, std::move(pattern), std::move(id), echo, std::move(query), 0, {}};
}

Router table() {
  std::vector<Route> routes;
  routes.push_back(route(Method::get, "/", "home"));
  routes.push_back(route(Method::get, "/v1/proposals/{id}", "proposal"));
  routes.push_back(route(Method::get, "/v1/proposals/{id}/transitions", "transitions"));
  routes.push_back(route(Method::post, "/v1/proposals/{id}/transitions", "transition"));
  routes.push_back(route(Method::get, "/v1/proposals/{proposal}/assessments/{stage}/{juror}", "assessment"));
  routes.push_back(route(Method::get, "/v1/events", "events", {"from", "limit"}));
  routes.push_back(route(Method::get, "/v1/events/stream", "stream"));
  routes.push_back(route(Method::get, "/v1/events/{position}", "event"));
  routes.back().produces = "application/json";
  routes.push_back(route(Method::get, "/v1/events/stream/{x}/y", "deep"));
  routes.back().body_bytes_max = 77;
  return Router(std::move(routes));
}

Response ask(Method method, std::string_view target, std::vector<HeaderLine> headers = {}) {
  static const Router router = table();
  Response answer;
  router.dispatch(make_request(method, target, std::move(headers)),
                  Reply([&](Response&& response) { answer = std::move(response); }));
  return answer;
}

TEST(Router, hands_path_parameters_over_by_the_names_of_the_route) {
  EXPECT_EQ(ask(Method::get, "/v1/proposals/7").body, "proposal id=7");
  EXPECT_EQ(ask(Method::get, "/v1/proposals/7/assessments/interview/j%201").body,
            "assessment proposal=7 stage=interview juror=j 1");
  EXPECT_EQ(ask(Method::get, "/").body, "home");
}

TEST(Router, tells_methods_of_one_path_apart) {
  EXPECT_EQ(ask(Method::get, "/v1/proposals/7/transitions").body, "transitions id=7");
  EXPECT_EQ(ask(Method::post, "/v1/proposals/7/transitions").body, "transition id=7");
}

TEST(Router, prefers_a_literal_segment_and_comes_back_when_it_leads_nowhere) {
  EXPECT_EQ(ask(Method::get, "/v1/events/stream").body, "stream");
  EXPECT_EQ(ask(Method::get, "/v1/events/12").body, "event position=12");
  EXPECT_EQ(ask(Method::get, "/v1/events/stream/1/y").body, "deep x=1");
}

TEST(Router, answers_404_for_a_path_that_is_not_there) {
  for (const std::string_view target : {"/v1", "/v1/proposals", "/v2/events", "/v1/events/1/2"}) {
    EXPECT_EQ(ask(Method::get, target).status, Status::not_found) << target;
  }
}

TEST(Router, answers_405_with_what_the_path_allows) {
  const Response answer = ask(Method::delete_, "/v1/proposals/7/transitions");
  EXPECT_EQ(answer.status, Status::method_not_allowed);
  EXPECT_EQ(answer.header("allow"), "GET, HEAD, POST, OPTIONS");
}

TEST(Router, serves_head_by_get_and_options_by_itself) {
  EXPECT_EQ(ask(Method::head, "/v1/events").body, "events");
  const Response options = ask(Method::options, "/v1/events");
  EXPECT_EQ(options.status, Status::no_content);
  EXPECT_EQ(options.header("Allow"), "GET, HEAD, OPTIONS");
}

TEST(Router, answers_options_of_the_whole_server_and_501_to_a_method_of_nobody) {
  const Response options = ask(Method::options, "*");
  EXPECT_EQ(options.status, Status::no_content);
  EXPECT_EQ(options.header("Allow"), "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  EXPECT_EQ(ask(Method::other, "/v1/events").status, Status::not_implemented);
}

TEST(Router, answers_406_where_accept_leaves_out_what_the_route_has) {
  const auto accepting = [](std::string accept) {
    return ask(Method::get, "/v1/events/7", {{"Accept", std::move(accept)}});
  };
  for (const char* const fine : {"*/*", "application/json", "text/html, application/*;q=0.1", "Application/JSON;q=1",
                                 "text/html;q=0.9, */*;q=0.001", "application/json, */*;q=0", "nonsense", ""}) {
    EXPECT_EQ(accepting(fine).status, Status::ok) << fine;
  }
  for (const char* const not_fine : {"text/html", "application/json;q=0, */*", "*/*;q=0", "application/xml, text/*",
                                     "application/*;q=0.000, */*;q=1", "application/problem+json"}) {
    const Response answer = accepting(not_fine);
    EXPECT_EQ(answer.status, Status::not_acceptable) << not_fine;
    EXPECT_NE(answer.body.find(R"("available":["application/json"])"), std::string::npos) << answer.body;
  }
  EXPECT_EQ(ask(Method::get, "/v1/events", {{"Accept", "text/html"}}).status, Status::ok) << "it states no type";
}

TEST(Router, answers_415_to_a_coded_body_and_says_what_is_read) {
  const Response answer = ask(Method::get, "/v1/events", {{"Content-Encoding", "gzip"}});
  EXPECT_EQ(answer.status, Status::unsupported_media_type);
  EXPECT_EQ(answer.header("Accept-Encoding"), "identity");
  EXPECT_EQ(ask(Method::get, "/v1/events", {{"Content-Encoding", "Identity"}}).status, Status::ok);
  const Response twice =
      ask(Method::get, "/v1/events", {{"Content-Encoding", "identity"}, {"Content-Encoding", "gzip"}});
  EXPECT_EQ(twice.status, Status::unsupported_media_type);
}

TEST(Router, refuses_an_unknown_query_parameter_and_lists_the_known) {
  EXPECT_EQ(ask(Method::get, "/v1/events?from=1&limit=2").status, Status::ok);
  const Response answer = ask(Method::get, "/v1/events?form=1");
  EXPECT_EQ(answer.status, Status::bad_request);
  EXPECT_NE(answer.body.find(R"("parameter":"form","allowed":["from","limit"])"), std::string::npos)
      << answer.body;
}

TEST(Router, knows_the_body_limit_of_a_route) {
  const Router router = table();
  EXPECT_EQ(router.body_bytes_max(*make_request(Method::get, "/v1/events/stream/1/y")), 77u);
  EXPECT_EQ(router.body_bytes_max(*make_request(Method::get, "/v1/events")), 0u);
  EXPECT_EQ(router.body_bytes_max(*make_request(Method::get, "/nowhere")), 0u);
}

TEST(Router, refuses_a_table_that_cannot_be) {
  const auto build = [](std::vector<std::string> patterns) {
    std::vector<Route> routes;
    for (std::string& pattern : patterns) routes.push_back(route(Method::get, std::move(pattern), "r"));
    Router router(std::move(routes));
  };
  EXPECT_THROW(build({"/a", "/a"}), std::logic_error);
  EXPECT_THROW(build({"/a/{x}", "/a/{y}"}), std::logic_error);
  EXPECT_THROW(build({"a"}), std::logic_error);
  EXPECT_THROW(build({"/a//b"}), std::logic_error);
  EXPECT_THROW(build({"/a/"}), std::logic_error);
  EXPECT_THROW(build({"/a/x{y}"}), std::logic_error);
  EXPECT_THROW(build({"/a/{}"}), std::logic_error);
  EXPECT_NO_THROW(build({"/a/{x}/b", "/a/{y}"}));
}

TEST(Reply, that_nobody_gives_is_a_500) {
  Response answer;
  {
    const Reply reply([&](Response&& response) { answer = std::move(response); });
  }
  EXPECT_EQ(answer.status, Status::internal_server_error);
}

TEST(Reply, counts_only_once) {
  int answers = 0;
  {
    const Reply reply([&](Response&&) { ++answers; });
    const Reply copy = reply;
    reply(empty_response(Status::no_content));
    copy(empty_response(Status::no_content));
  }
  EXPECT_EQ(answers, 1);
}

}  // namespace
}  // namespace jejak::http
