#include "api/http/query.hpp"

#include <algorithm>
#include <charconv>

#include "api/http/problem.hpp"

namespace jejak::http {

Response invalid_query(const Faults& faults) {
  json::array errors;
  for (const Fault& fault : faults) {
    json::object error{{"parameter", fault.pointer}, {"detail", fault.message}};
    if (!fault.message_id.empty()) error["detail_id"] = fault.message_id;
    errors.emplace_back(std::move(error));
  }
  return problem(Status::bad_request, "invalid_query",
                 "A query parameter is not acceptable; errors lists every fault.", {{"errors", std::move(errors)}});
}

void QueryReader::refuse(std::string_view name, std::string en, std::string id) {
  faults_.push_back({std::string(name), std::move(en), std::move(id)});
}

std::optional<std::string> QueryReader::text(std::string_view name, std::size_t bytes_max) {
  const auto value = request_.query_value(name);
  if (!value) return std::nullopt;
  if (!value->empty() && value->size() <= bytes_max) return std::string(*value);
  const std::string most = std::to_string(bytes_max);
  refuse(name, "must be 1 to " + most + " bytes long", "panjangnya harus 1 sampai " + most + " byte");
  return std::nullopt;
}

std::optional<std::uint64_t> QueryReader::number(std::string_view name, std::uint64_t least,
                                                 std::uint64_t most) {
  const auto value = request_.query_value(name);
  if (!value) return std::nullopt;
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(value->data(), value->data() + value->size(), number);
  const bool whole = parsed.ec == std::errc{} && parsed.ptr == value->data() + value->size();
  if (whole && number >= least && number <= most) return number;
  const std::string from = std::to_string(least);
  const std::string to = std::to_string(most);
  refuse(name, "must be a whole number from " + from + " to " + to, "harus berupa bilangan bulat dari " + from + " sampai " + to);
  return std::nullopt;
}

std::optional<Timestamp> QueryReader::instant(std::string_view name) {
  const auto value = request_.query_value(name);
  if (!value) return std::nullopt;
  auto time = parse_rfc3339(*value);
  if (!time)
    refuse(name,
           "must be an RFC 3339 date-time such as 2022-05-25T02:00:00Z (a + in an offset is sent as %2B)",
           "harus berupa waktu RFC 3339 seperti 2022-05-25T02:00:00Z (tanda + pada selisih waktu dikirim sebagai %2B)");
  return time;
}

std::optional<bool> QueryReader::flag(std::string_view name) {
  const auto value = request_.query_value(name);
  if (!value) return std::nullopt;
  if (*value == "true") return true;
  if (*value == "false") return false;
  refuse(name, "must be true or false", "harus true atau false");
  return std::nullopt;
}

std::optional<std::string> QueryReader::choice(std::string_view name,
                                               const std::vector<std::string_view>& allowed) {
  const auto value = request_.query_value(name);
  if (!value) return std::nullopt;
  if (std::find(allowed.begin(), allowed.end(), *value) != allowed.end()) return std::string(*value);
  std::string choices;
  for (const std::string_view each : allowed) choices.append(each == allowed.front() ? " " : ", ").append(each);
  refuse(name, "must be one of" + choices, "harus salah satu dari" + choices);
  return std::nullopt;
}

std::size_t QueryReader::limit(std::size_t standard, std::size_t most) {
  return number("limit", 1, most).value_or(standard);
}

std::optional<Response> QueryReader::problem() const {
  if (faults_.empty()) return std::nullopt;
  return invalid_query(faults_);
}

}  // namespace jejak::http
