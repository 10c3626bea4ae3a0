#include <algorithm>
#include <array>
#include <istream>
#include <ostream>

#include "tools/workflow_file.hpp"

namespace jejak::tools {

namespace {

using statechart::Outcome;
using statechart::Snapshot;
using statechart::StepError;

// One input line; what it lacks is nothing.
struct Input {
  json::value document;
  std::optional<std::string> type;
  const json::value* data = nullptr;  // within document
  std::optional<Timestamp> time;
};

struct BadLine {
  std::string why;
};

Result<Timestamp, BadLine> read_time(const json::value& value) {
  const auto time = value.is_string() ? parse_rfc3339(value.get_string()) : std::nullopt;
  if (!time) return BadLine{"/time: a time is an RFC 3339 instant such as \"2022-05-25T02:00:00Z\""};
  return *time;
}

// Reads type, data and time of a line that is an object.
std::optional<BadLine> read_members(const json::object& object, Input& input) {
  static constexpr std::array<std::string_view, 3> known = {"type", "data", "time"};
  for (const auto& [key, value] : object) {
    if (std::ranges::find(known, std::string_view(key)) != known.end()) continue;
    return BadLine{"/" + pointer_escape(key) + ": a line has \"type\", \"data\" and \"time\", nothing else"};
  }
  const auto* type = object.if_contains("type");
  const auto* time = object.if_contains("time");
  input.data = object.if_contains("data");
  if (type == nullptr && time == nullptr) return BadLine{"a line has a \"type\" or a \"time\""};
  if (type == nullptr && input.data != nullptr)
    return BadLine{"/data: data belongs to an event with a \"type\""};
  if (type != nullptr) {
    if (!type->is_string() || type->get_string().empty())
      return BadLine{"/type: the type of an event is a text"};
    if (type->get_string() == "*") return BadLine{"/type: \"*\" stands for every event and is not one"};
    input.type = std::string(type->get_string());
  }
  if (time != nullptr) {
    const auto instant = read_time(*time);
    if (!instant) return instant.error();
    input.time = *instant;
  }
  return std::nullopt;
}

Result<Input, BadLine> read_input(const std::string& line) {
  if (line.size() > line_bytes_max) return BadLine{"a line has at most 16 MiB"};
  auto document = parse_json(line);
  if (!document) {
    const auto& fault = document.error();
    return BadLine{"not JSON at byte " + std::to_string(fault.offset) + ": " + fault.message};
  }
  Input input;
  input.document = std::move(*document);
  const auto* object = input.document.if_object();
  if (object == nullptr) return BadLine{"a line is an object {\"type\",\"data\"?,\"time\"?}"};
  if (auto bad = read_members(*object, input)) return std::move(*bad);
  return input;
}

class Simulation {
 public:
  Simulation(const statechart::Definition& definition, std::ostream& out, std::ostream& errors)
      : definition_(definition), out_(out), errors_(errors) {}
  int run(std::istream& in);

 private:
  bool start();
  void handle(const Input& input, std::size_t line);
  Result<Outcome, StepError> step(const Input& input);
  void print(bool changed);
  void print_error(const std::string& message);

  const statechart::Definition& definition_;
  std::ostream& out_;
  std::ostream& errors_;
  Snapshot snapshot_;
  Timestamp now_{1'640'995'200'000'000};  // 2022-01-01T00:00:00Z
  int exit_code_ = workflow_fine;
};

void Simulation::print(bool changed) {
  std::string line = "{\"value\":";
  append_canonical(line, statechart::state_value(definition_, snapshot_));
  line += ",\"context\":";
  append_canonical(line, json::value(snapshot_.context));
  line += ",\"status\":\"";
  line += snapshot_.done ? "done" : "active";
  line += changed ? "\",\"changed\":true}\n" : "\",\"changed\":false}\n";
  out_ << line << std::flush;
}

void Simulation::print_error(const std::string& message) {
  std::string line = "{\"error\":";
  append_canonical_string(line, message);
  out_ << line << "}\n" << std::flush;
}

bool Simulation::start() {
  auto snapshot = statechart::start(definition_, now_);
  auto settled = snapshot ? statechart::advance(definition_, std::move(*snapshot), now_)
                          : Result<Outcome, StepError>(snapshot.error());
  if (!settled) {
    print_error(settled.error().message);
    return false;
  }
  snapshot_ = std::move(settled->snapshot);
  print(false);
  return true;
}

// The clock moves first, then the event is handled, then what is due at once fires.
Result<Outcome, StepError> Simulation::step(const Input& input) {
  const Timestamp now = std::max(now_, input.time.value_or(now_));
  auto moved = statechart::advance(definition_, snapshot_, now);
  if (!moved || !input.type) return moved;
  auto taken = statechart::send(definition_, moved->snapshot, statechart::Sent{*input.type, input.data}, now);
  if (!taken) return taken;
  auto settled = statechart::advance(definition_, std::move(taken->snapshot), now);
  if (settled) settled->changed = settled->changed || taken->changed || moved->changed;
  return settled;
}

void Simulation::handle(const Input& input, std::size_t line) {
  if (input.time && *input.time < now_) {
    errors_ << "line " << line << ": /time: time never goes back; the clock stays at " << format_rfc3339(now_)
            << '\n';
  }
  auto outcome = step(input);
  if (!outcome) {
    exit_code_ = workflow_wrong;
    return print_error("line " + std::to_string(line) + ": " + outcome.error().message);
  }
  now_ = std::max(now_, input.time.value_or(now_));
  snapshot_ = std::move(outcome->snapshot);
  print(outcome->changed);
}

int Simulation::run(std::istream& in) {
  std::string text;
  std::size_t line = 0;
  bool started = false;
  while (next_line(in, text, line)) {
    const auto input = read_input(text);
    if (!started) {
      started = true;
      if (input && input->time) now_ = *input->time;
      if (!start()) return workflow_wrong;
    }
    if (!input) {
      print_error("line " + std::to_string(line) + ": " + input.error().why);
      errors_ << "line " << line << ": " << input.error().why << '\n';
      return workflow_wrong_use;
    }
    handle(*input, line);
  }
  if (!started && !start()) return workflow_wrong;
  return exit_code_;
}

}  // namespace

int simulate_workflow(const std::string& file, std::istream& in, std::ostream& out, std::ostream& errors) {
  const WorkflowFile workflow = read_workflow_file(file);
  for (const auto& fault : workflow.faults) errors << fault << '\n';
  if (!workflow.definition) return workflow.exit_code;
  return Simulation(*workflow.definition, out, errors).run(in);
}

}  // namespace jejak::tools
