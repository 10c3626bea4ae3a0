#include "workflows/refusal.hpp"

#include <array>
#include <utility>

namespace jejak::workflows {

namespace {

struct Term {
  std::string_view en;
  std::string_view id;
};

constexpr std::array terms = {
    Term{"organizer", "penyelenggara"}, Term{"competition", "kompetisi"}, Term{"entrant", "peserta"},
    Term{"proposal", "proposal"},       Term{"juror", "juri"},            Term{"stage", "tahap"},
    Term{"key", "kunci"},               Term{"subject", "orang"},         Term{"replication", "replikasi"},
    Term{"innovation", "inovasi"},      Term{"window", "jangka waktu"},    Term{"supplementary decision", "keputusan tambahan"},
    Term{"conflict", "benturan kepentingan"}, Term{"sheet", "lembar penilaian"}, Term{"return", "pengembalian"},
};

std::string_view indonesian(std::string_view term) {
  for (const Term& known : terms) {
    if (known.en == term) return known.id;
  }
  return term;
}

}  // namespace

Rejection invalid(std::string_view code, const Faults& faults) {
  json::array errors;
  for (const Fault& fault : faults) {
    json::object error{{"pointer", fault.pointer}, {"message", fault.message}};
    if (!fault.message_id.empty()) error["message_id"] = fault.message_id;
    errors.emplace_back(std::move(error));
  }
  const Fault first = faults.empty() ? Fault{} : faults.front();
  const std::string count = std::to_string(faults.size());
  const std::string in_indonesian = first.message_id.empty() ? "" : ": " + first.message_id;
  return {Refusal::invalid, std::string(code), count + " fault(s), the first at " + first.pointer + ": " + first.message,
          count + " kesalahan, yang pertama di " + first.pointer + in_indonesian, {{"errors", std::move(errors)}}};
}

Rejection invalid(std::string_view code, std::string_view pointer, Sentence what) {
  return invalid(code, Faults{{std::string(pointer), std::move(what.en), std::move(what.id)}});
}

Rejection not_found(std::string_view what, std::string_view id) {
  const std::string name = " \"" + std::string(id) + "\"";
  return {Refusal::not_found, "not_found", "There is no " + std::string(what) + name + ".",
          "Tidak ada " + std::string(indonesian(what)) + name + ".", {{"what", what}, {"id", id}}};
}

Rejection forbidden(Sentence why) {
  return {Refusal::forbidden, "forbidden", std::move(why.en), std::move(why.id), {}};
}

Rejection conflict(std::string_view code, Sentence why, json::object details) {
  return {Refusal::conflict, std::string(code), std::move(why.en), std::move(why.id), std::move(details)};
}

Rejection stale(std::uint64_t expected, std::uint64_t current) {
  const std::string numbers[] = {std::to_string(expected), std::to_string(current)};
  return {Refusal::stale, "stale_version",
          "You expected stream version " + numbers[0] + " but it is " + numbers[1] + ": read it again.",
          "Versi yang diharapkan " + numbers[0] + ", tetapi sekarang " + numbers[1] + ": baca ulang.",
          {{"expected", expected}, {"current", current}}};
}

}  // namespace jejak::workflows
