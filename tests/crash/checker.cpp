#include "tests/crash/checker.hpp"

#include <algorithm>
#include <set>

namespace jejak::crash {

namespace {

using EventsByKey = std::map<std::string, std::vector<const LoggedEvent*>, std::less<>>;

std::string at(std::uint64_t position) { return "position " + std::to_string(position); }

void check_positions(std::span<const LoggedEvent> log, std::vector<std::string>& faults) {
  std::uint64_t expected = 1;
  for (const LoggedEvent& event : log) {
    if (event.position != expected)
      faults.push_back("expected " + at(expected) + ", found " + at(event.position));
    expected = event.position + 1;
  }
}

void check_acknowledged(const std::string& key, const Write& write,
                        const std::vector<const LoggedEvent*>& events, std::vector<std::string>& faults) {
  std::vector<Write::Receipt> found;
  for (const LoggedEvent* event : events) found.push_back({event->position, event->leaf_hash});
  for (const auto& receipt : write.receipts) {
    if (std::find(found.begin(), found.end(), receipt) == found.end()) {
      faults.push_back("acknowledged write " + key + " is not at " + at(receipt.position) +
                       " with its leaf hash");
    }
  }
  if (found.size() > write.receipts.size()) {
    faults.push_back("acknowledged write " + key + " has " + std::to_string(found.size()) +
                     " events, its receipt " + std::to_string(write.receipts.size()));
  }
}

// Every kind of write here records each type of event once, so that a type found twice is a write done twice.
void check_once(const std::string& key, const std::vector<const LoggedEvent*>& events,
                std::vector<std::string>& faults) {
  std::set<std::string> types;
  for (const LoggedEvent* event : events) {
    if (!types.insert(event->type).second) {
      faults.push_back("write " + key + " took effect twice: " + event->type + " again at " +
                       at(event->position));
    }
  }
}

// The events of one write are appended together, with nothing between them.
void check_whole(const std::string& key, const std::vector<const LoggedEvent*>& events,
                 std::vector<std::string>& faults) {
  for (std::size_t index = 1; index < events.size(); ++index) {
    if (events[index]->position != events[index - 1]->position + 1) {
      faults.push_back("the events of write " + key + " are torn apart at " + at(events[index]->position));
    }
  }
}

}  // namespace

std::vector<std::string> check_log(const Writes& writes, std::span<const LoggedEvent> log,
                                   const std::string& key_prefix) {
  std::vector<std::string> faults;
  check_positions(log, faults);
  EventsByKey by_key;
  for (const LoggedEvent& event : log) {
    if (event.key.starts_with(key_prefix)) by_key[event.key].push_back(&event);
  }
  for (const auto& [key, events] : by_key) {
    if (!writes.contains(key))
      faults.push_back("nobody sent write " + key + " at " + at(events.front()->position));
    check_once(key, events, faults);
    check_whole(key, events, faults);
  }
  static const std::vector<const LoggedEvent*> none;
  for (const auto& [key, write] : writes) {
    const auto found = by_key.find(key);
    const auto& events = found == by_key.end() ? none : found->second;
    if (write.answer == Write::Answer::acknowledged) check_acknowledged(key, write, events, faults);
    if (write.answer == Write::Answer::refused && !events.empty()) {
      faults.push_back("refused write " + key + " is at " + at(events.front()->position));
    }
  }
  return faults;
}

}  // namespace jejak::crash
