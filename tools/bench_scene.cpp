#include "tools/bench_scene.hpp"

#include <cstdio>

#include "tools/bench_server.hpp"

namespace jejak::tools {

namespace {

constexpr std::size_t number_digits = 12;

std::string member(const json::value& document, const char* name) {
  return std::string(document.at(name).as_string());
}

}  // namespace

BenchScene set_up_scene(std::uint16_t port, const std::string& admin_key) {
  HttpClient admin(port);
  BenchScene scene;
  scene.competition = "bench-writes";
  call(admin, "POST", "/v1/organizers", admin_key,
       R"({"id":"bench-organizer","name":"Bappeda Kota Ukur","region":"Kota Ukur"})");
  call(
      admin, "POST", "/v1/competitions", admin_key,
      R"({"id":"bench-writes","organizer":"bench-organizer","title":"Ukur","year":2026,"rulebook":"practice"})");
  scene.entrant = member(call(admin, "POST", "/v1/organizers/bench-organizer/entrants", admin_key,
                              R"({"name":"Dinas Ukur","kind":"OPD"})"),
                         "id");
  scene.secretariat_key =
      member(call(admin, "POST", "/v1/keys", admin_key,
                  R"({"role":"secretariat","organizer":"bench-organizer","label":"bench"})"),
             "key");
  return scene;
}

EntryRequests::EntryRequests(const BenchScene& scene) {
  const std::string number(number_digits, '0');
  const std::string body = R"({"entrant":")" + scene.entrant + R"(","title":"Inovasi pelayanan nomor )" +
                           number + R"(","category":"tik","group":"umum","started_on":"2024-01-15"})";
  request_ = http_request("POST", "/v1/competitions/" + scene.competition + "/proposals", body,
                          {{"Authorization", "Bearer " + scene.secretariat_key}});
  number_at_ = request_.find(number);
}

std::string_view EntryRequests::next() {
  std::uint64_t rest = ++number_;
  for (std::size_t place = number_digits; place > 0; --place, rest /= 10) {
    request_[number_at_ + place - 1] = static_cast<char>('0' + rest % 10);
  }
  return request_;
}

LoadResult load_writes(std::uint16_t port, unsigned connections, std::chrono::milliseconds duration,
                       EntryRequests& entries, std::uint64_t requests_max) {
  LoadPlan plan;
  plan.port = port;
  plan.connections = connections;
  plan.duration = duration;
  plan.requests_max = requests_max;
  plan.expected_status = 201;
  plan.next_request = [&entries] { return entries.next(); };
  return run_load(plan);
}

}  // namespace jejak::tools
