#include "tools/bench_report.hpp"

#include <fcntl.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace jejak::tools {

namespace {

constexpr int fdatasync_samples = 400;

std::string number_text(double value) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), std::fabs(value) >= 100 ? "%.0f" : "%.2f", value);
  return text.data();
}

std::string goal_text(const Figure& figure) {
  switch (figure.goal) {
    case Figure::Goal::none:
      return "";
    case Figure::Goal::ratio_at_least:
      return "ratio >= " + number_text(figure.bound);
    case Figure::Goal::ratio_at_most:
      return "ratio <= " + number_text(figure.bound);
    case Figure::Goal::at_least:
      return ">= " + number_text(figure.bound);
    case Figure::Goal::at_most:
      return "<= " + number_text(figure.bound);
  }
  return "";
}

std::string field_of_file(const char* path, const std::string& name) {
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(':');
    if (line.starts_with(name) && colon != std::string::npos)
      return line.substr(line.find_first_not_of(" \t", colon + 1));
  }
  return {};
}

}  // namespace

std::optional<double> Figure::ratio() const {
  if (!probe || *probe == 0) return std::nullopt;
  return value / *probe;
}

std::optional<bool> Figure::reached() const {
  switch (goal) {
    case Goal::none:
      return std::nullopt;
    case Goal::ratio_at_least:
      return ratio().value_or(0) >= bound;
    case Goal::ratio_at_most:
      return ratio().has_value() && *ratio() <= bound;
    case Goal::at_least:
      return value >= bound;
    case Goal::at_most:
      return value <= bound;
  }
  return std::nullopt;
}

Figure& Report::add(std::string name, std::string unit, double value) {
  figures.push_back({std::move(name), std::move(unit), value, std::nullopt, Figure::Goal::none, 0});
  return figures.back();
}

std::string Report::table() const {
  std::string text;
  std::array<char, 256> line{};
  const auto row = [&](const std::string& name, const std::string& value, const std::string& unit,
                       const std::string& probe, const std::string& ratio, const std::string& goal,
                       const std::string& reached) {
    std::snprintf(line.data(), line.size(), "%-44s %10s %-11s %10s %7s  %-14s %s\n", name.c_str(),
                  value.c_str(), unit.c_str(), probe.c_str(), ratio.c_str(), goal.c_str(), reached.c_str());
    text += line.data();
  };
  row("", "jejak", "", "probe", "ratio", "goal", "");
  for (const Figure& figure : figures) {
    const auto ratio = figure.ratio();
    const auto reached = figure.reached();
    row(figure.name, number_text(figure.value), figure.unit, figure.probe ? number_text(*figure.probe) : "",
        ratio ? number_text(*ratio) : "", goal_text(figure),
        reached ? (*reached ? "reached" : "MISSED") : "");
  }
  for (const std::string& note : notes) text += note + "\n";
  return text;
}

json::object Report::to_json() const {
  json::array list;
  for (const Figure& figure : figures) {
    json::object each{{"name", figure.name}, {"unit", figure.unit}, {"value", figure.value}};
    if (figure.probe) each["probe"] = *figure.probe;
    if (const auto ratio = figure.ratio()) each["ratio"] = *ratio;
    if (figure.goal != Figure::Goal::none) each["goal"] = goal_text(figure);
    if (const auto reached = figure.reached()) each["reached"] = *reached;
    list.push_back(std::move(each));
  }
  json::array remarks;
  for (const std::string& note : notes) remarks.push_back(json::value(note));
  return {{"machine", machine},
          {"settings", settings},
          {"figures", std::move(list)},
          {"notes", std::move(remarks)}};
}

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

DiskLatency measure_fdatasync(const std::string& folder) {
  const std::string path = folder + "/fdatasync-probe";
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) throw std::runtime_error("cannot write to " + folder);
  const std::array<char, 4096> page{};
  std::vector<double> samples;
  for (int sample = 0; sample < fdatasync_samples; ++sample) {
    if (write(file, page.data(), page.size()) < 0) break;
    const auto begun = std::chrono::steady_clock::now();
    fdatasync(file);
    samples.push_back(
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begun).count());
  }
  close(file);
  unlink(path.c_str());
  std::sort(samples.begin(), samples.end());
  return {samples.at(samples.size() / 2), samples.at(samples.size() * 99 / 100)};
}

json::object describe_machine() {
  utsname system{};
  uname(&system);
  return {{"cores", std::thread::hardware_concurrency()},
          {"processor", field_of_file("/proc/cpuinfo", "model name")},
          {"memory", field_of_file("/proc/meminfo", "MemTotal")},
          {"system", std::string(system.sysname) + " " + system.release}};
}

}  // namespace jejak::tools
