#include <gtest/gtest.h>

#include <set>

#include "api/routes/table.hpp"
#include "engine/core/json.hpp"
#include "tests/api/api_under_test.hpp"

namespace jejak::tests {
namespace {

void collect_references(const json::value& value, std::set<std::string>& references) {
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) {
      if (member.key() == "$ref" && member.value().is_string())
        references.emplace(member.value().as_string());
      collect_references(member.value(), references);
    }
  } else if (const auto* array = value.if_array()) {
    for (const json::value& each : *array) collect_references(each, references);
  }
}

TEST(Openapi, documents_every_route_with_its_parameters_and_body) {
  Api api;
  const Seen document = api.public_client().get("/openapi.json");
  ASSERT_EQ(document.status, 200U);
  EXPECT_EQ(document.at("/openapi"), "3.1.0");
  std::set<std::string> ids;
  for (const routes::RouteEntry& entry : routes::route_table()) {
    std::string method(http::method_name(entry.method));
    for (char& c : method) c = static_cast<char>(c | 0x20);
    const std::string operation = "/paths/" + pointer_escape(entry.pattern) + "/" + method;
    EXPECT_EQ(document.at(operation + "/operationId"), entry.id);
    EXPECT_TRUE(ids.insert(std::string(entry.id)).second) << "two operations called " << entry.id;
    const std::string parameters = document.at(operation + "/parameters");
    for (const std::string_view name : routes::query_of(entry)) {
      EXPECT_NE(parameters.find("\"name\":\"" + std::string(name) + "\""), std::string::npos)
          << entry.id << ' ' << name;
    }
    const bool command = std::holds_alternative<routes::CommandRoute>(entry.does);
    if (command && entry.method == http::Method::post) {
      EXPECT_NE(document.at(operation + "/requestBody"), "(nothing)") << entry.id;
    }
  }
}

TEST(Openapi, says_which_query_parameters_a_proof_needs) {
  Api api;
  const Seen document = api.public_client().get("/openapi.json");
  for (const std::string which : {"inclusion", "consistency"}) {
    const std::string parameters = "/paths/~1v1~1log~1proof~1" + which + "/get/parameters/";
    EXPECT_EQ(document.at(parameters + "0/required"), "true") << which;
    EXPECT_EQ(document.at(parameters + "1/required"), "false") << which;
    EXPECT_EQ(api.public_client().get("/v1/log/proof/" + which).status, 400U);
  }
}

TEST(Openapi, refers_only_to_what_it_has) {
  Api api;
  const Seen document = api.public_client().get("/openapi.json");
  std::set<std::string> references;
  collect_references(document.json, references);
  ASSERT_FALSE(references.empty());
  for (const std::string& reference : references) {
    ASSERT_TRUE(reference.starts_with("#/")) << reference;
    EXPECT_NE(document.at(reference.substr(1)), "(nothing)") << reference;
  }
}

// dispatch() holds each answer against its schema.
TEST(Openapi, describes_every_view_of_a_whole_competition) {
  Api api;
  api.load_sample();
  const Client auditor = api.key("auditor");
  const auto items_of = [&](const std::string& target) {
    const Seen page = auditor.get(target);
    EXPECT_EQ(page.status, 200U) << target << page.body;
    return page.status == 200U ? page.json.at("items").as_array() : json::array{};
  };
  std::size_t proposals = 0;
  for (const json::value& competition : items_of("/v1/competitions")) {
    const std::string path = "/v1/competitions/" + std::string(competition.at("id").as_string());
    EXPECT_EQ(auditor.get(path).status, 200U);
    EXPECT_EQ(auditor.get(path + "/funnel").status, 200U);
    for (const char* list : {"sessions", "jurors", "assignments", "assessments", "scoreboard", "late-entries"})
      EXPECT_EQ(auditor.get(path + "/" + list + "?limit=200").status, 200U) << list;
    for (const json::value& stage : competition.at("stages").as_array())
      EXPECT_EQ(auditor.get(path + "/stages/" + std::string(stage.at("name").as_string()) + "/decision").status, 200U);
    for (const json::value& proposal : items_of(path + "/proposals?limit=200")) {
      const std::string one = "/v1/proposals/" + std::string(proposal.at("id").as_string());
      for (const char* part : {"", "/history", "/transitions", "/checks"}) EXPECT_EQ(auditor.get(one + part).status, 200U);
      ++proposals;
    }
  }
  EXPECT_EQ(proposals, 11U);
  for (const json::value& each : items_of("/v1/gallery"))
    items_of("/v1/innovations/" + std::string(each.at("id").as_string()) + "/replications");
  for (const char* list : {"/v1/organizers", "/v1/awards", "/v1/organizers/kota-magelang/entrants"}) items_of(list);
}

TEST(Openapi, tells_an_answer_that_is_not_as_described) {
  Api api;
  ServedSchemas schemas(api.public_client().get("/openapi.json").json);
  const auto faults = [&](std::string_view answer) {
    return schemas.faults_of(http::Method::get, "/healthz", 200, *parse_json(answer));
  };
  EXPECT_EQ(faults(R"({"status":"ok"})"), "");
  EXPECT_NE(faults(R"({"status":7})"), "");
  EXPECT_NE(faults(R"({"status":"ok","mood":"good"})"), "");
  EXPECT_NE(faults("{}"), "");
}

TEST(Openapi, is_answered_304_to_whoever_has_it) {
  Api api;
  const Seen first = api.public_client().get("/openapi.json");
  EXPECT_EQ(api.public_client().get("/openapi.json", {{"If-None-Match", first.etag}}).status, 304U);
}

}  // namespace
}  // namespace jejak::tests
