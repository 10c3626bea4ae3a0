#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/json.hpp"

namespace jejak::tools {

// One measured number. Where a probe was measured beside it in the same run, the ratio is what counts.
struct Figure {
  std::string name;  // "writes, 64 connections"
  std::string unit;  // "commands/s", "us", "s", "MiB"
  double value = 0;
  std::optional<double> probe;
  enum class Goal { none, ratio_at_least, ratio_at_most, at_least, at_most };
  Goal goal = Goal::none;
  double bound = 0;

  std::optional<double> ratio() const;  // value / probe
  std::optional<bool> reached() const;  // nothing where there is no goal
};

struct Report {
  json::object machine;
  json::object settings;
  std::deque<Figure> figures;  // a reference to one stays good while others are added
  std::vector<std::string> notes;

  Figure& add(std::string name, std::string unit, double value);
  std::string table() const;
  json::object to_json() const;
};

double median(std::vector<double> values);  // 0 for none

// The machine in words and the cost of one fdatasync in `folder` (p50 and p99 over a few hundred,
// microseconds).
struct DiskLatency {
  double p50_us = 0;
  double p99_us = 0;
};
DiskLatency measure_fdatasync(const std::string& folder);
json::object describe_machine();

}  // namespace jejak::tools
