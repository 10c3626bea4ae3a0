#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/server_under_test.hpp"

namespace jejak::e2e {

// The people of a practice competition, each with a key, on a running server.
class Walk {
 public:
  // Sets up an organizer, a competition that is always open, an entrant, a juror and their keys.
  Walk(std::uint16_t port, const std::string& admin_key);

  // One proposal from the sosialisasi to its replication elsewhere, by everyone concerned. Returns its id.
  std::string from_sosialisasi_to_replication(const std::string& title);

  Caller& secretariat() { return secretariat_; }
  Caller& proposer() { return proposer_; }
  // A proposal that is still a draft. Returns its id.
  std::string draft(const std::string& title);
  const std::string& competition() const { return competition_; }
  const std::string& entrant() const { return entrant_; }

  // Its state, once the views reflect the last write.
  std::string state_of(const std::string& proposal);

 private:
  struct Stage {
    std::string name;
    std::string recorded_by;  // the transition that precedes the judging; empty for none
    std::vector<std::string> criteria;
  };
  json::value did(json::value answer);  // keeps the position of a write
  json::value transition(Caller& caller, const std::string& proposal, std::string_view type,
                         std::string_view data = "{}");
  void prepare(const std::string& proposal);
  void judge(const std::string& proposal, const Stage& stage);
  void replicate(const std::string& proposal);

  Caller admin_;
  std::string competition_ = "latihan-2026";
  std::string entrant_, juror_;
  Caller secretariat_, proposer_, judge_;
  std::string last_position_ = "0";

  std::string key_for(std::string_view role, std::string_view whose = {});
  std::string set_up();  // returns the secretariat's key
};

}  // namespace jejak::e2e
