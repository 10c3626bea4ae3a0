#include <algorithm>
#include <atomic>
#include <cstdio>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "tools/bench_measure.hpp"
#include "tools/bench_server.hpp"
#include "workflows/shipped_document.hpp"

namespace jejak::tools {

namespace {

using Clock = std::chrono::steady_clock;
using Goal = Figure::Goal;

constexpr std::size_t clients = 64;
constexpr std::size_t proposals = 3'500;
constexpr std::size_t entrants = 350;
constexpr std::size_t jurors = 200;
constexpr std::size_t sheets_each = 5;
constexpr std::size_t drafts_saved = 9;
constexpr std::size_t finalists = 600;
constexpr std::size_t alone = 200;  // sheets of each stage that one juror after the other gives
constexpr std::string_view organizer = "kementerian", contest = "nasional";

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

std::string made_id(char kind, std::size_t number) {
  char text[37];
  std::snprintf(text, sizeof text, "00000000-0000-7000-8000-%c%011zx", kind, number);
  return text;
}

std::string member(const json::value& document, const char* name) { return std::string(document.at(name).as_string()); }

// Work items 0..count-1, each done once, by 64 clients with a connection each. The first failure ends all.
void share(std::uint16_t port, std::size_t count, const std::function<void(HttpClient&, std::size_t)>& work) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::string failure;
  std::vector<std::thread> threads;
  for (std::size_t client = 0; client < clients; ++client) {
    threads.emplace_back([&] {
      try {
        HttpClient http(port);
        for (std::size_t item = next++; item < count; item = next++) work(http, item);
      } catch (const std::exception& error) {
        next = count;
        const std::lock_guard lock(mutex);
        failure = error.what();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  if (!failure.empty()) throw std::runtime_error(failure);
}

// A national year as its people send it: every step a request.
class Nation {
 public:
  Nation(std::uint16_t port, std::string admin, Report& report) : port_(port), admin_(std::move(admin)), report_(report), one_(port) {}
  void play();

 private:
  struct Pair {
    std::size_t juror;
    std::string proposal;
  };
  void open();
  void enter(HttpClient& http, std::size_t proposal);
  void assign(std::string_view stage, std::size_t per_proposal);
  void judge(std::string_view stage, const std::vector<std::string>& lines);
  void decide(std::string_view stage);
  void explain(std::string_view stage, std::int64_t position);
  void transition(HttpClient& http, const std::string& proposal, const std::string& key, const std::string& body) {
    call(http, "POST", "/v1/proposals/" + proposal + "/transitions", key, body);
  }
  std::string key_for(HttpClient& http, std::string_view role, const std::string& more) {
    return member(call(http, "POST", "/v1/keys", admin_, R"({"role":")" + std::string(role) + R"(","label":"bench")" + more + "}"), "key");
  }
  void tell(const char* what, double value, const char* unit, double bound) {
    Figure& figure = report_.add(what, unit, value);
    figure.goal = Goal::at_most;
    figure.bound = bound;
  }
  std::string in_contest(const std::string& rest) const { return "/v1/competitions/" + std::string(contest) + rest; }

  std::uint16_t port_;
  std::string admin_;
  Report& report_;
  HttpClient one_;
  std::string secretariat_;
  std::vector<std::string> entrant_keys_, juror_keys_;
  std::vector<Pair> pairs_;
  std::vector<std::string> standing_;
  std::mutex mutex_;
  std::vector<double> fresh_alone_ms_, fresh_loaded_ms_;
};

void Nation::open() {
  call(one_, "POST", "/v1/organizers", admin_,
       R"({"id":"kementerian","name":"Kementerian contoh","region":"Nasional","tier":"nation"})");
  json::object rulebook = workflows::shipped_document("rulebooks", "practice")->as_object();
  rulebook["id"] = "bench-nation";
  for (json::value& stage : rulebook["stages"].as_array()) {
    stage.at("top").as_object()["count"] = finalists;
    stage.at("tie").as_object()["then"] = "lot";
  }
  // At least so many of each category: a shortlist that is searched for, not only cut.
  rulebook["stages"].at(0).as_object()["decision"] = json::object{
      {"shortlist", json::array{json::object{{"name", "langsung"}, {"of", "category"}, {"values", {"pelayanan-langsung"}}, {"at_least", 320}},
                                json::object{{"name", "tik"}, {"of", "category"}, {"values", {"tik"}}, {"at_least", 250}}}}};
  json::object body{{"id", contest}, {"organizer", organizer}, {"title", "Nasional"}, {"year", 2026}, {"rulebook_document", std::move(rulebook)}};
  call(one_, "POST", "/v1/competitions", admin_, canonical_json(body));
  secretariat_ = key_for(one_, "secretariat", R"(,"organizer":"kementerian")");
  entrant_keys_.resize(entrants);
  juror_keys_.resize(jurors);
  share(port_, entrants, [this](HttpClient& http, std::size_t number) {
    const std::string id = made_id('e', number);
    call(http, "POST", "/v1/organizers/kementerian/entrants", secretariat_,
         R"({"id":")" + id + R"(","name":"Instansi )" + std::to_string(number) + R"(","kind":"OPD"})");
    entrant_keys_[number] = key_for(http, "proposer", R"(,"entrant":")" + id + "\"");
  });
  share(port_, jurors, [this](HttpClient& http, std::size_t number) {
    const std::string id = made_id('b', number);
    call(http, "POST", in_contest("/jurors"), secretariat_, R"({"id":")" + id + R"(","name":"Juri","element":"academic"})");
    juror_keys_[number] = key_for(http, "juror", R"(,"juror":")" + id + "\"");
  });
}

void Nation::enter(HttpClient& http, std::size_t number) {
  const std::string id = made_id('a', number), entrant = made_id('e', number % entrants);
  const std::string& key = entrant_keys_[number % entrants];
  call(http, "POST", in_contest("/proposals"), key,
       R"({"id":")" + id + R"(","entrant":")" + entrant + R"(","title":"Inovasi )" + std::to_string(number) + R"(","category":")" +
           (number % 2 == 0 ? "tik" : "pelayanan-langsung") + "\"}");
  transition(http, id, key, R"({"type":"START_DRAFT"})");
  for (std::size_t draft = 0; draft < drafts_saved; ++draft) {
    const std::string words = "Ringkasan ke-" + std::to_string(draft) + " dari layanan antrean warga yang lebih cepat";
    const std::string body = R"({"answers":{"summary":")" + words + R"(","background":")" + words + R"(","novelty":")" + words + "\"}}";
    const auto answer = http.send(http_request("PUT", "/v1/proposals/" + id + "/answers", body,
                                               {{"Authorization", "Bearer " + key}, {"If-Match", "\"" + std::to_string(2 + draft) + "\""}}));
    if (!answer || answer->status != 200) throw std::runtime_error("a draft was not taken: " + (answer ? answer->head + answer->body : ""));
  }
  transition(http, id, key, R"({"type":"SUBMIT","data":{"declaration":true}})");
  transition(http, id, secretariat_, R"({"type":"RECEIVE"})");
  transition(http, id, secretariat_,
             R"({"type":"CHECK_ADMINISTRATIVE","data":{"ticks":{"old_enough":true,"answers_meaningful":true,"not_barred":true}}})");
  transition(http, id, secretariat_,
             R"({"type":"CHECK_DOCUMENTS","data":{"ticks":{"originator_decree":true,"implementation_statement":true,"replication_statement":true}}})");
}

// The plan is asked for first, for its pairs, and then made so.
void Nation::assign(std::string_view stage, std::size_t per_proposal) {
  json::array panel;
  for (std::size_t juror = 0; juror < jurors; ++juror) panel.push_back(json::object{{"juror", made_id('b', juror)}});
  json::object body{{"per_proposal", per_proposal}, {"panel", std::move(panel)}, {"preview", true}};
  const std::string target = in_contest("/stages/" + std::string(stage) + "/assignment-plans");
  const auto begun = Clock::now();
  const json::value plan = call(one_, "POST", target, secretariat_, canonical_json(body));
  if (pairs_.empty()) tell("national year: balanced assignment of 3,500 x 5 to 200 jurors, as answered", seconds_since(begun), "s", 2);
  body["preview"] = false;
  call(one_, "POST", target, secretariat_, canonical_json(body));
  pairs_.clear();
  for (const json::value& line : plan.at("pairs").as_array()) {
    const auto juror = static_cast<std::size_t>(std::stoul(member(line, "juror").substr(25), nullptr, 16));
    for (const json::value& proposal : line.at("proposals").as_array()) pairs_.push_back({juror, std::string(proposal.as_string())});
  }
}

// The first sheets one after the other, each with a look at the scoreboard; the others by all clients, with a look at each hundredth.
void Nation::judge(std::string_view stage, const std::vector<std::string>& lines) {
  const auto sheet = [&](HttpClient& http, std::size_t number, bool looks, std::vector<double>& fresh_ms) {
    const Pair& pair = pairs_[number];
    const auto merit = std::stoul(pair.proposal.substr(25), nullptr, 16) * 37 % 50;
    json::object scores;
    for (std::size_t line = 0; line < lines.size(); ++line)
      scores[lines[line]] = std::to_string(45 + merit + (pair.juror + line * 3 + number) % 5);
    const json::value receipt =
        call(http, "PUT", "/v1/proposals/" + pair.proposal + "/assessments/" + std::string(stage) + "/" + made_id('b', pair.juror),
             juror_keys_[pair.juror], canonical_json(json::object{{"scores", std::move(scores)}}));
    if (!looks) return;
    const auto begun = Clock::now();
    call(http, "GET", in_contest("/scoreboard?limit=1&stage=" + std::string(stage) + "&after_position=") +
                          std::to_string(receipt.at("position").to_number<std::int64_t>()), secretariat_);
    const std::lock_guard lock(mutex_);
    fresh_ms.push_back(seconds_since(begun) * 1000);
  };
  for (std::size_t number = 0; number < alone; ++number) sheet(one_, number, true, fresh_alone_ms_);
  share(port_, pairs_.size() - alone, [&](HttpClient& http, std::size_t number) {
    sheet(http, alone + number, number % 100 == 0, fresh_loaded_ms_);
  });
}

void Nation::decide(std::string_view stage) {
  const auto begun = Clock::now();
  const json::value decision = call(one_, "POST", in_contest("/stages/" + std::string(stage) + "/decision"), secretariat_, "{}");
  if (standing_.empty()) {
    tell("national year: decision over 3,500 proposals under two constraints, durable and answered", seconds_since(begun), "s", 1);
    explain(stage, decision.at("position").to_number<std::int64_t>());
  }
  standing_.clear();
  for (const json::value& result : decision.at("results").as_array())
    if (result.at("outcome").as_string() == "in") standing_.push_back(member(result, "proposal"));
}

void Nation::explain(std::string_view stage, std::int64_t position) {
  call(one_, "GET", "/v1/competitions?limit=1&after_position=" + std::to_string(position), {});
  std::vector<double> ms;
  for (std::size_t number = 0; number < 50; ++number) {
    const auto begun = Clock::now();
    call(one_, "GET", in_contest("/stages/" + std::string(stage) + "/decision?proposal=") + made_id('a', number * 70), secretariat_);
    ms.push_back(seconds_since(begun) * 1000);
  }
  tell("national year: why one proposal is in or out, median", median(ms), "ms", 5);
}

void Nation::play() {
  const auto begun = Clock::now();
  open();
  share(port_, proposals, [this](HttpClient& http, std::size_t number) { enter(http, number); });
  assign("screening", sheets_each);
  judge("screening", {"novelty", "effectiveness", "usefulness", "replicability", "sustainability"});
  decide("screening");
  share(port_, standing_.size(), [this](HttpClient& http, std::size_t number) {
    transition(http, standing_[number], secretariat_, R"({"type":"RECORD_PRESENTATION","data":{"date":"2026-06-15","minutes":20}})");
  });
  assign("presentation", sheets_each);
  judge("presentation", {"substance", "delivery"});
  decide("presentation");
  tell("national year: from launch to finalists through the API, 64 clients", seconds_since(begun), "s", 120);
  for (auto* fresh : {&fresh_alone_ms_, &fresh_loaded_ms_}) std::ranges::sort(*fresh);
  tell("national year: scoreboard with a new sheet, after its reply, p99", fresh_alone_ms_[fresh_alone_ms_.size() * 99 / 100], "ms", 50);
  report_.add("national year: the same while 64 clients send sheets as fast as they can, median", "ms", median(fresh_loaded_ms_));
  report_.add("national year: the same, p99", "ms", fresh_loaded_ms_[fresh_loaded_ms_.size() * 99 / 100]);
  const json::value head = call(one_, "GET", "/v1/log/checkpoint", {});
  report_.notes.push_back("the national year left " + canonical_json(head.at("size")) + " events");
}

}  // namespace

void measure_nation(const BenchSettings& settings, Report& report) {
  std::fprintf(stderr, "bench: a national year through the API\n");
  const auto store = settings.folder / "nation";
  const std::string admin = make_key(store, "admin");
  ServerProcess server(store);
  Nation(server.port(), admin, report).play();
  server.stop();
}

}  // namespace jejak::tools
