#include "tests/crash/ledger.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace jejak::crash {

Ledger::Ledger(const std::filesystem::path& file)
    : file_(open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
  if (file_ < 0) throw std::runtime_error("cannot open the ledger " + file.string());
}

Ledger::~Ledger() { close(file_); }

void Ledger::keep(std::string line) {
  line += '\n';
  const std::lock_guard lock(mutex_);
  if (write(file_, line.data(), line.size()) != static_cast<ssize_t>(line.size()) || fdatasync(file_) != 0) {
    throw std::runtime_error("the ledger cannot be written");
  }
}

void Ledger::sent(std::string_view key, std::string_view body_hash) {
  keep("sent " + std::string(key) + " " + std::string(body_hash));
}

void Ledger::acknowledged(std::string_view key, const std::vector<Write::Receipt>& receipts) {
  std::string line = "acknowledged " + std::string(key);
  for (const auto& receipt : receipts)
    line += " " + std::to_string(receipt.position) + ":" + receipt.leaf_hash;
  keep(std::move(line));
}

void Ledger::refused(std::string_view key, unsigned status) {
  keep("refused " + std::string(key) + " " + std::to_string(status));
}

Writes read_ledger(const std::filesystem::path& file) {
  Writes writes;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string what, key, word;
    words >> what >> key;
    if (what == "sent") {
      words >> word;
      Write& write = writes[key];
      if (!write.body_hash.empty() && write.body_hash != word)
        throw std::runtime_error("one key, two bodies: " + line);
      write.body_hash = word;
    } else if (what == "acknowledged") {
      Write& write = writes.at(key);
      write.answer = Write::Answer::acknowledged;
      write.receipts.clear();
      while (words >> word) write.receipts.push_back({std::stoull(word), word.substr(word.find(':') + 1)});
    } else if (what == "refused") {
      writes.at(key).answer = Write::Answer::refused;
    } else {
      throw std::runtime_error("not a line of a ledger: " + line);
    }
  }
  return writes;
}

}  // namespace jejak::crash
