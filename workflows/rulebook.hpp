#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/decimal.hpp"
#include "engine/core/json.hpp"
#include "engine/core/time.hpp"
#include "engine/statechart/statechart.hpp"
#include "workflows/decision/policy.hpp"
#include "workflows/rulebook_entry.hpp"

namespace jejak::workflows {

// A time during which something may be done. `governs` names what: "ENTER", "ASSESS:<stage>", an event of the machine
// ("SUBMIT"), or an event in one state ("submission.draft:SUBMIT"). What no window governs may be done at any time.
struct Window {
  std::string name;
  Timestamp opens;
  Timestamp closes;  // the last instant at which it is open
  std::vector<std::string> governs;
};

// A line of the score sheet: a criterion, or a part of one with its share of the weight.
struct Criterion {
  std::string key;
  Decimal weight;
  std::string part_of{};  // the criterion's key; empty: it has no parts
};

// The lines that one score sheet has at most.
inline constexpr std::size_t stage_lines_max = 50;

// What happens to those who are tied across the cut when every tie criterion is equal too.
enum class Tie {
  in,    // all go through
  out,   // none does
  stop,  // no decision until a person settles it
  lot    // the lot that was fixed before the first sheet decides (decision/lot.hpp)
};
std::string_view name_of(Tie tie);
std::optional<Tie> tie_named(std::string_view name);

// What everybody may read of a stage's decision at once (decision/announcement.hpp).
enum class Announce { nothing, names, ranking, scores };
std::string_view name_of(Announce announce);

// A stage that jurors assess and a decision ends. The names of states and events are the definition's.
struct Stage {
  std::string name;
  std::string judged_in;  // the state in which proposals are assessed
  std::string in_event;   // sent to those who go through
  std::string out_event;  // and to the others
  Decimal score_min, score_max, score_step;
  std::vector<Criterion> criteria;
  std::size_t top = 0;
  bool top_per_category = false;
  std::optional<Decimal> passing_grade;
  std::size_t quorum = 1;  // score sheets that each proposal must have
  std::map<std::string, std::size_t, std::less<>> composition;  // sheets that each proposal must have from jurors of an element
  bool plenary_may_change = false;  // in and out, by two people with a reason (decision/plenary.hpp)
  bool four_eyes = false;  // decided by two people (decision/four_eyes.hpp)
  Announce announce = Announce::nothing;
  bool plenary_may_exceed = false;  // its changes may leave more in than there are places, and break the shortlist's constraints
  std::vector<std::string> tie_criteria;  // lines, or criteria whose parts are lines
  Tie tie = Tie::in;
  DecisionPolicy policy;
};

struct Question {
  std::string key;
  std::size_t words_max = 0;
  bool required = false;
};

struct Category {
  std::string key;
  std::vector<std::string> elements;
  std::size_t elements_min = 0;
  std::string title_id, title_en;  // as people read it in Indonesian and in English
};

// The rules of one edition of a competition. Its JSON form is documented by rulebook_schema() and in the README.
struct Rulebook {
  std::string id;
  std::string version;
  std::string definition;  // id of the machine
  std::string zone;
  bool illustrative = false;
  std::vector<std::string> entrant_kinds;
  std::vector<Category> categories;
  std::vector<std::string> groups;
  std::optional<std::int64_t> quota_per_entrant;
  std::vector<Question> questions;
  std::vector<Window> windows;
  std::int64_t revisions_max = 0;
  std::int64_t objections_max = 0;
  std::string objection_window;  // ISO 8601 duration
  std::vector<Stage> stages;
  std::string granted_in;  // the state that means the award is granted
  std::string revoked_in;
  std::string award_registered_as;  // what winners go into the register of prior awards as; empty: they do not by themselves
  bool bars_earlier_assessment = false;  // who judged a proposal at a tier below does not judge it again
  EntryPolicy entry;
  json::object document;  // as it was given

  const Stage* find_stage(std::string_view name) const;
  const Question* find_question(std::string_view key) const;
  const Category* find_category(std::string_view key) const;
};

using RulebookPtr = std::shared_ptr<const Rulebook>;

std::string_view rulebook_schema();          // as it is served: with what every member means, patterns and titles
std::string_view checked_rulebook_schema();  // as parse_rulebook asks it, which reads what was pinned under older ones too

// Reads and checks a rulebook by itself: shape, weights that sum to 100, windows in order and in their zone's offset,
// tie rules that name criteria, and so on. Every fault with its pointer.
Result<RulebookPtr, Faults> parse_rulebook(const json::value& document);

// One stage by itself. Precondition: it conforms to the schema's stages. `pointer` is where it stands.
Stage read_stage(const json::object& document, const std::string& pointer, Faults& faults);
// The same with its shape checked.
Result<Stage, Faults> parse_stage(const json::value& document);

// What the rulebook says of a machine that the machine does not have or cannot do: states, events that the states take, an order of
// stages, ticks of a form. Each fault names what would be accepted.
Faults check_against(const Rulebook& rulebook, const statechart::Definition& definition);

// The part of it that every rulebook was asked that is pinned: states and events that the machine does not have at all.
Faults names_missing(const Rulebook& rulebook, const statechart::Definition& definition);

// Minutes east of Greenwich of a zone of Indonesia (they have no summer time); nothing for others.
std::optional<int> zone_offset_minutes(std::string_view zone);

}  // namespace jejak::workflows
