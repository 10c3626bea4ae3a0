#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>

#include "engine/core/event_json.hpp"
#include "storage/sqlite/store.hpp"
#include "tools/commands.hpp"
#include "tools/store_option.hpp"
#include "tools/system_entropy.hpp"

namespace jejak::tools {
namespace {

struct EventsOptions {
  std::string store;
  std::string stream;
  std::uint64_t from = 1;
  std::uint64_t limit = UINT64_MAX;
  std::string format = "jsonl";
  bool salt = false;
};

// Prints one event per line; stops quietly when the reader goes away.
int print_events(const EventsOptions& options) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  SystemEntropy entropy;
  auto store = open_store(*folder, {}, entropy, reading);
  if (!store) return report(store.error());

  std::string line;
  std::optional<int> write_error;
  const auto print = [&](const StoredEvent& event) {
    line.clear();
    if (options.format == "cloudevents") {
      append_cloudevent_json(line, event);
    } else {
      append_event_json(line, event, options.salt);
    }
    line += '\n';
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) write_error = errno;
    return !write_error;
  };
  const auto failure = options.stream.empty()
                           ? store->log->read(options.from, options.limit, print)
                           : store->log->read_stream(options.stream, options.from, options.limit, print);
  if (failure) return report(*failure);
  if (!write_error || *write_error == EPIPE) return 0;
  return report({Failure::Kind::unavailable, std::string("cannot write the trail: ") + std::strerror(*write_error)});
}

}  // namespace

void add_events_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<EventsOptions>();
  CLI::App* command = app.add_subcommand("events", "Print the trail, one event per line");
  add_store_option(*command, options->store);
  command->add_option("--stream", options->stream, "Only this stream, for example proposal-<id>");
  command->add_option("--from", options->from, "From this position on (with --stream: stream version)")
      ->check(position_range());
  command->add_option("--limit", options->limit, "At most so many events")->check(position_range());
  command->add_option("--format", options->format, "jsonl or cloudevents")
      ->check(CLI::IsMember({"jsonl", "cloudevents"}));
  command->add_flag("--salt", options->salt, "Add each event's salt (hex), so that anyone can recompute the tree");
  command->callback([options, &exit_code] { exit_code = print_events(*options); });
}

}  // namespace jejak::tools
