#include "tests/specs/projections/folded_views.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "workflows/projections.hpp"

namespace jejak::specs {
namespace {

json::object parsed(std::string_view text) { return parse_json(text).value().as_object(); }

std::string place(const std::source_location& at) {
  return "at " + std::string(at.file_name()) + ":" + std::to_string(at.line());
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

}  // namespace

void FoldedViews::apply(const Event& event) {
  for (const Projection& projection : workflows::projections()) {
    Rows& rows = views_[projection.view.name];
    const Rows before = rows;
    MapDocuments documents(rows);
    try {
      projection.apply(event, documents);
    } catch (const CannotApply& cannot) {
      rows = before;
      refused_.push_back(projection.view.name + ": " + cannot.reason);
    }
  }
}

std::vector<Event> told(const std::vector<Past>& events) {
  std::map<std::string, StreamVersion> versions;
  const std::int64_t begin = parse_rfc3339("2022-06-06T02:00:00Z")->microseconds;
  std::vector<Event> all;
  for (const Past& past : events) {
    Event& event = all.emplace_back();
    event.position = all.size();
    event.stream = past.stream;
    event.stream_version = ++versions[past.stream];
    event.type = past.type;
    event.time = {begin + static_cast<std::int64_t>(event.position) * 1'000'000};
    event.actor = "key-1";
    event.data = parsed(past.data);
  }
  return all;
}

Given::Given(const std::vector<Past>& events) {
  for (const Event& event : told(events)) folded_.apply(event);
}

const json::object* Given::find(std::string_view view, std::string_view key) const {
  const auto rows = folded_.views().find(view);
  if (rows == folded_.views().end()) return nullptr;
  const auto row = rows->second.find(key);
  return row == rows->second.end() ? nullptr : &row->second;
}

const Given& Given::then(std::string_view view, std::string_view key, std::string_view document,
                         const Place& at) const {
  const json::object* found = find(view, key);
  if (found == nullptr) {
    ADD_FAILURE() << view << " has no " << key << " " << place(at);
  } else {
    EXPECT_EQ(canonical_json(*found), canonical_json(parsed(document))) << place(at);
  }
  return *this;
}

const Given& Given::then_shows(std::string_view view, std::string_view key, std::string_view members,
                               const Place& at) const {
  const json::object* found = find(view, key);
  if (found == nullptr) {
    ADD_FAILURE() << view << " has no " << key << " " << place(at);
    return *this;
  }
  for (const auto& [name, value] : parsed(members)) {
    const json::value* member = found->if_contains(name);
    EXPECT_EQ(member == nullptr ? "nothing" : canonical_json(*member), canonical_json(value))
        << name << " " << place(at);
  }
  return *this;
}

const Given& Given::then_none(std::string_view view, std::string_view key, const Place& at) const {
  EXPECT_EQ(find(view, key), nullptr) << place(at);
  return *this;
}

const Given& Given::then_keys(std::string_view view, const std::vector<std::string>& keys,
                              const Place& at) const {
  std::vector<std::string> found;
  if (const auto rows = folded_.views().find(view); rows != folded_.views().end()) {
    for (const auto& row : rows->second) found.push_back(row.first);
  }
  EXPECT_EQ(found, keys) << place(at);
  return *this;
}

const Given& Given::then_refused(std::string_view view, std::string_view reason, const Place& at) const {
  const std::string line = std::string(view) + ": " + std::string(reason);
  const auto& all = folded_.refused();
  EXPECT_NE(std::find(all.begin(), all.end(), line), all.end())
      << line << (all.empty() ? "; nothing was refused " : "; but " + all.front() + " ") << place(at);
  return *this;
}

const Given& Given::then_all_applied(const Place& at) const {
  EXPECT_EQ(folded_.refused(), std::vector<std::string>()) << place(at);
  return *this;
}

Past opened() {
  return {
      "competition-c", "CompetitionOpened",
      R"({"id":"c","organizer":"o","title":"Lomba","year":2022,"rulebook":{"id":"r","version":"1","hash":"11",
              "illustrative":true},"definition":{"id":"kipp","version":"1","hash":"22"},
              "windows":[{"name":"entry","opens":"2022-05-25T01:00:00.000000Z","closes":"2022-06-24T16:59:59.000000Z",
              "governs":["ENTER"]}],"categories":[{"key":"tata-kelola"},{"key":"tik"}],"groups":[{"key":"umum"}],
              "questions":[{"key":"summary"}],"stages":[{"name":"screening","title":{"id":"Substansi"},
              "judged_in":"screening.desk","score":{"min":"0"},"criteria":[{"key":"novelty","weight":"100"}],
              "top":{"count":1},"quorum":1,"tie":{"then":"in"}}]})"};
}

Past entered(std::string_view proposal, std::string_view category) {
  return {
      "proposal-" + std::string(proposal), "ProposalEntered",
      R"({"competition":"c","organizer":"o","entrant":"e","entrant_name":"Dinas","number":1,"title":"Data Go",
              "elements":[],"group":"umum","year":2022,"rulebook":{"id":"r"},"definition":{"id":"kipp"},
              "stage":"sosialisasi","to":"sosialisasi","state":{"value":"sosialisasi","context":{"revisions":0},
              "status":"active"},"id":)" +
          quoted(proposal) + R"(,"category":)" + quoted(category) + "}"};
}

Past moved(std::string_view proposal, std::string_view event, std::string_view from, std::string_view to,
           std::string_view more) {
  return {"proposal-" + std::string(proposal), "TransitionTaken",
          R"({"competition":"c","state":{"value":"x","context":{"revisions":1},"status":"active"},"event":)" +
              quoted(event) + R"(,"from":)" + quoted(from) + R"(,"to":)" + quoted(to) + R"(,"stage":)" +
              quoted(to.substr(0, to.find('.'))) + std::string(more) + "}"};
}

Past assigned(std::string_view proposal, std::string_view juror) {
  return {
      "assessment-" + std::string(proposal) + "-screening", "JurorAssigned",
      R"({"competition":"c","organizer":"o","stage":"screening","title":"Data Go","category":"tik","entrant":"e",
              "proposal":)" +
          quoted(proposal) + R"(,"juror":)" + quoted(juror) + "}"};
}

Past assessed(std::string_view proposal, std::string_view juror, int sheets, std::string_view decimal,
              int sort) {
  return {"assessment-" + std::string(proposal) + "-screening", "AssessmentSubmitted",
          R"({"competition":"c","organizer":"o","stage":"screening","scores":{"novelty":"80"},
              "comment":{"$sealed":{"subject":"juror-j","box":"AA=="}},"mean":{"fraction":"80","decimal":"80"},
              "proposal":)" +
              quoted(proposal) + R"(,"juror":)" + quoted(juror) + R"(,"sheets":)" + std::to_string(sheets) +
              R"(,"score":{"fraction":"1/1","decimal":)" + quoted(decimal) + R"(,"sort":)" +
              std::to_string(sort) + "}}"};
}

Past decided(std::string_view proposal, std::string_view outcome) {
  return {
      "decision-c-screening", "StageDecided",
      R"({"competition":"c","organizer":"o","stage":"screening","top":1,"quorum":1,"rule":{"tie":[],"then":"in"},
              "in":1,"out":0,"ties":[],"reason":"Pleno","results":[{"title":"Data Go","number":1,"category":"tik","rank":1,
              "score":"80","decimal":"80","sheets":[],"reason":"within_top","reason_text":{"id":"a","en":"b"},
              "proposal":)" +
          quoted(proposal) + R"(,"outcome":)" + quoted(outcome) + "}]}"};
}

Past granted(std::string_view proposal) {
  return {
      "award-" + std::string(proposal), "AwardGranted",
      R"({"competition":"c","organizer":"o","entrant":"e","entrant_name":"Dinas","title":"Data Go","category":"tik",
              "year":2022,"summary":"Ringkas","proposal":)" +
          quoted(proposal) + "}"};
}

Past revoked(std::string_view proposal) {
  return {"award-" + std::string(proposal), "AwardRevoked",
          R"({"competition":"c","organizer":"o","reason":"Data palsu","proposal":)" + quoted(proposal) + "}"};
}

}  // namespace jejak::specs
