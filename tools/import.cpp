#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iostream>
#include <memory>

#include "storage/sqlite/copy.hpp"
#include "tools/checkpoint_file.hpp"
#include "tools/commands.hpp"
#include "tools/event_line.hpp"
#include "tools/log_audit.hpp"
#include "tools/new_folder.hpp"
#include "tools/system_entropy.hpp"

namespace jejak::tools {
namespace {

struct ImportOptions {
  std::string file, store, checkpoint;
};

constexpr std::size_t line_bytes_max = 16 * 1024 * 1024;
constexpr std::size_t batch_bytes_max = 4 * 1024 * 1024;

// The next line without its end, up to `line_bytes_max` + 1 bytes of it; false at the end of the input.
bool next_line(std::streambuf& in, std::string& line) {
  line.clear();
  for (int c = in.sbumpc(); c != std::char_traits<char>::eof(); c = in.sbumpc()) {
    if (c == '\n') return true;
    line += static_cast<char>(c);
    if (line.size() > line_bytes_max) return true;
  }
  return !line.empty();
}

// Takes lines into a log, each only once everything about it is right.
class Import {
 public:
  Import(SqliteEventLog& log, std::optional<LogHead> checkpoint) : log_(log), checkpoint_(checkpoint) {}

  // Exit code: 0 when the whole input was taken.
  int take(std::streambuf& in) {
    if (auto reason = against_checkpoint()) return refuse(*reason);
    std::string line;
    while (next_line(in, line)) {
      ++number_;
      if (auto reason = add(line)) return refuse("line " + std::to_string(number_) + ": " + *reason);
      batch_bytes_ += line.size();
      if (batch_bytes_ < batch_bytes_max) continue;
      if (auto failure = append()) return report(*failure);
    }
    if (auto failure = append()) return report(*failure);
    if (audit_.size() == 0) return refuse("there is no event in the file");
    if (checkpoint_ && checkpoint_->size > audit_.size()) {
      return refuse("it ends at position " + std::to_string(audit_.size()) + ", the checkpoint covers " +
                    std::to_string(checkpoint_->size));
    }
    if (auto failure = log_.checkpoint()) return report(*failure);
    return 0;
  }
  LogHead head() const { return {audit_.size(), audit_.root()}; }

 private:
  static int refuse(const std::string& reason) {
    std::fprintf(stderr, "jejak: nothing was imported: %s\n", reason.c_str());
    return 1;
  }

  std::optional<std::string> add(const std::string& line) {
    if (line.size() > line_bytes_max) return "a line has at most 16 MiB";
    auto event = parse_event_line(line);
    if (!event) return event.error();
    if (const auto fault = audit_.add(*event)) return "position " + std::to_string(fault->position) + ": " + fault->reason;
    if (auto reason = against_checkpoint()) return reason;
    batch_.push_back(std::move(*event));
    return std::nullopt;
  }

  std::optional<std::string> against_checkpoint() const {
    if (!checkpoint_ || checkpoint_->size != audit_.size() || checkpoint_->root == audit_.root()) return std::nullopt;
    return "the tree up to here is not the checkpoint's: an event was changed";
  }

  std::optional<Failure> append() {
    for (StoredEvent& event : batch_) event.position = 0;  // the log numbers them itself, and the same
    const auto appended = log_.append(batch_, {});
    if (!appended) return appended.error();
    if (*appended != head()) return Failure{Failure::Kind::defect, "the log came to another tree than its lines"};
    batch_.clear();
    batch_bytes_ = 0;
    return std::nullopt;
  }

  SqliteEventLog& log_;
  std::optional<LogHead> checkpoint_;
  LogAudit audit_;
  std::vector<StoredEvent> batch_;
  std::size_t batch_bytes_ = 0;
  std::uint64_t number_ = 0;
};

int fill(NewFolder& fresh, std::streambuf& in, const std::optional<LogHead>& checkpoint) {
  SystemEntropy entropy;
  LogHead head;
  {
    auto store = open_store(fresh.making(), {}, entropy);
    if (!store) return report(store.error());
    Import import(*store->log, checkpoint);
    if (const int code = import.take(in); code != 0) return code;
    head = import.head();
  }
  if (auto failure = fresh.finish()) return report(*failure);
  std::printf("imported; the views are made when a server starts, and no personal field can be read without its keys\n");
  print_head(head);
  return 0;
}

int import_trail(const ImportOptions& options) {
  const auto folder = store_folder(options.store);
  if (!folder) return wrong_use(folder.error().message);
  std::optional<LogHead> checkpoint;
  if (!options.checkpoint.empty()) {
    const auto read = read_checkpoint_file(options.checkpoint);
    if (!read) return wrong_use(read.error().message);
    checkpoint = *read;
  }
  std::ifstream file;
  errno = 0;
  if (options.file != "-") file.open(options.file, std::ios::binary);
  if (options.file != "-" && (!file || file.peek() == std::ifstream::traits_type::eof())) {
    return wrong_use("cannot read " + options.file + ": " + (errno == 0 ? "it is empty" : std::strerror(errno)));
  }
  auto fresh = NewFolder::begin(*folder, NewFolder::Kind::store);
  if (!fresh) return report(fresh.error());
  return fill(**fresh, options.file == "-" ? *std::cin.rdbuf() : *file.rdbuf(), checkpoint);
}

}  // namespace

void add_import_command(CLI::App& app, int& exit_code) {
  auto options = std::make_shared<ImportOptions>();
  CLI::App* command = app.add_subcommand(
      "import", "Make a store from a trail that jejak events --salt printed, once every leaf and the tree are right");
  command->add_option("FILE", options->file, "JSON lines, one event each; - is standard input")->required();
  add_store_option(*command, options->store);
  command->add_option("--checkpoint", options->checkpoint,
                      "A checkpoint kept earlier ({\"size\",\"root\"}): the trail must begin with it");
  command->callback([options, &exit_code] { exit_code = import_trail(*options); });
}

}  // namespace jejak::tools
