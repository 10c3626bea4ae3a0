#pragma once
#include <map>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/event.hpp"
#include "tests/specs/projections/map_documents.hpp"

namespace jejak::specs {

// The documents of every view after some events, folded as the projector does: an event that a view cannot
// apply changes nothing of that view and is kept with its reason.
class FoldedViews {
 public:
  void apply(const Event& event);
  const std::map<std::string, Rows, std::less<>>& views() const { return views_; }
  const std::vector<std::string>& refused() const { return refused_; }  // "view: reason"

 private:
  std::map<std::string, Rows, std::less<>> views_;
  std::vector<std::string> refused_;
};

// An event of the past in short: stream, type, data as JSON text.
struct Past {
  std::string stream;
  std::string type;
  std::string data;
};

// The events as the log has them: the nth has position n, is of 2022-06-06 at n seconds past 02:00 UTC, and
// was caused by "key-1".
std::vector<Event> told(const std::vector<Past>& events);

// given({events}).then(view, key, document).
class Given {
 public:
  explicit Given(const std::vector<Past>& events);

  using Place = std::source_location;
  // The whole document, as JSON text.
  const Given& then(std::string_view view, std::string_view key, std::string_view document,
                    const Place& at = Place::current()) const;
  // These members of it.
  const Given& then_shows(std::string_view view, std::string_view key, std::string_view members,
                          const Place& at = Place::current()) const;
  const Given& then_none(std::string_view view, std::string_view key,
                         const Place& at = Place::current()) const;
  const Given& then_keys(std::string_view view, const std::vector<std::string>& keys,
                         const Place& at = Place::current()) const;
  // Some event could not be applied to the view, with this reason.
  const Given& then_refused(std::string_view view, std::string_view reason,
                            const Place& at = Place::current()) const;
  const Given& then_all_applied(const Place& at = Place::current()) const;

 private:
  const json::object* find(std::string_view view, std::string_view key) const;
  FoldedViews folded_;
};

inline Given given(const std::vector<Past>& events) { return Given(events); }

// What the specs of several views begin with. Proposals are of the competition "c" of the organizer "o".
Past opened();
Past entered(std::string_view proposal, std::string_view category = "tik");
// One transition; `more` are further members of the data, each beginning with a comma.
Past moved(std::string_view proposal, std::string_view event, std::string_view from, std::string_view to,
           std::string_view more = "");
Past assigned(std::string_view proposal, std::string_view juror);
Past assessed(std::string_view proposal, std::string_view juror, int sheets, std::string_view decimal,
              int sort);
Past decided(std::string_view proposal, std::string_view outcome);
Past granted(std::string_view proposal);
Past revoked(std::string_view proposal);

}  // namespace jejak::specs
