#include "api/http/content.hpp"

#include <algorithm>

#include "api/http/limits.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"

namespace jejak::http {
namespace {

constexpr std::string_view token_marks = "!#$%&'*+-.^_`|~";

bool is_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         token_marks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

std::string_view unquoted(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
  return text;
}

// True where every charset parameter of the Content-Type says UTF-8 (JSON has no other).
bool is_utf8_charset(std::string_view content_type) {
  auto semicolon = content_type.find(';');
  while (semicolon != std::string_view::npos) {
    content_type.remove_prefix(semicolon + 1);
    semicolon = content_type.find(';');
    const std::string_view parameter = trimmed(content_type.substr(0, semicolon));
    const auto equals = parameter.find('=');
    if (equals == std::string_view::npos || !same_ignoring_case(parameter.substr(0, equals), "charset"))
      continue;
    if (!same_ignoring_case(unquoted(parameter.substr(equals + 1)), "utf-8")) return false;
  }
  return true;
}

Response wrong_media_type(std::string_view sent) {
  Response response = problem(
      Status::unsupported_media_type, "unsupported_media_type",
      sent.empty() ? "The request has no Content-Type; this route reads application/json."
                   : "This Content-Type is not read here; this route reads application/json in UTF-8.");
  response.with("Accept-Post", "application/json");
  return response;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return result;
}

// Takes what stands before the next `separator` off the front of `text`.
std::string_view take_until(std::string_view& text, char separator) {
  const auto end = std::min(text.find(separator), text.size());
  const std::string_view piece = trimmed(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return piece;
}

// One range of an Accept: how exactly it names the type (0 not at all, 3 by name), and whether it wants it.
struct Range {
  int exactness = 0;
  bool wanted = true;
};

Range range_of(std::string_view range, std::string_view wanted_type) {
  const std::string named = lower(take_until(range, ';'));
  const std::string family = std::string(wanted_type.substr(0, wanted_type.find('/'))) + "/*";
  Range result;
  result.exactness = named == wanted_type ? 3 : named == family ? 2 : named == "*/*" ? 1 : 0;
  while (!range.empty()) {
    const std::string parameter = lower(take_until(range, ';'));
    const bool is_weight = parameter.starts_with("q=");
    if (is_weight) result.wanted = parameter.find_first_of("123456789") != std::string::npos;
  }
  return result;
}

}  // namespace

std::optional<Response> refuse_coding(const Request& request) {
  const auto codings = request.headers.joined("Content-Encoding");
  if (!codings || same_ignoring_case(trimmed(*codings), "identity")) return std::nullopt;
  Response response = problem(Status::unsupported_media_type, "unsupported_content_coding",
                              "A body is read as it is: send it without Content-Encoding.");
  response.with("Accept-Encoding", "identity");
  return response;
}

bool accepts(const Request& request, std::string_view media_type) {
  const auto header = request.headers.joined("Accept");
  if (!header || header->find('/') == std::string::npos) return true;
  Range best{0, false};
  for (std::string_view rest = *header; !rest.empty();) {
    const Range range = range_of(take_until(rest, ','), media_type);
    if (range.exactness > best.exactness) best = range;
  }
  return best.wanted;
}

std::string media_type(std::string_view content_type) {
  const std::string_view type = trimmed(content_type.substr(0, content_type.find(';')));
  const auto slash = type.find('/');
  if (slash == std::string_view::npos || !is_token(type.substr(0, slash)) ||
      !is_token(type.substr(slash + 1)))
    return {};
  return lower(type);
}

Result<json::value, Response> read_json(const Request& request) {
  if (request.body.empty()) {
    return problem(Status::bad_request, "empty_body",
                   "This route needs a JSON document as the request's body.");
  }
  const std::string_view sent = request.headers.find("Content-Type").value_or("");
  const std::string type = media_type(sent);
  if ((type != "application/json" && !type.ends_with("+json")) || !is_utf8_charset(sent))
    return wrong_media_type(sent);
  auto parsed = parse_json(request.body);
  if (parsed) return *std::move(parsed);
  const JsonFault& fault = parsed.error();
  return problem(
      Status::bad_request, "malformed_json",
      "The body is not acceptable JSON at byte " + std::to_string(fault.offset) + ": " + fault.message,
      {{"offset", fault.offset}});
}

Result<json::object, Response> read_json_object(const Request& request) {
  auto value = read_json(request);
  if (!value) return std::move(value).error();
  if (auto* object = value->if_object()) return std::move(*object);
  return problem(Faults{{"", "must be a JSON object", "harus berupa objek JSON"}});
}

Result<std::string, Response> idempotency_key(const Request& request) {
  const auto refuse = [](std::string_view detail) {
    return problem(Status::bad_request, "invalid_idempotency_key", detail);
  };
  const auto value = request.headers.find("Idempotency-Key");
  if (!value) return std::string{};
  if (request.headers.count("Idempotency-Key") > 1) return refuse("Idempotency-Key may be sent only once.");
  const std::string_view key = unquoted(trimmed(*value));
  const bool printable = std::all_of(key.begin(), key.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
  if (key.empty() || key.size() > idempotency_key_bytes_max || !printable) {
    return refuse("Idempotency-Key must be 1 to 255 printable ASCII characters.");
  }
  return std::string(key);
}

}  // namespace jejak::http
