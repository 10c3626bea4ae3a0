#include "api/http/target.hpp"

#include <stdexcept>

#include "api/http/limits.hpp"
#include "api/http/text.hpp"

namespace jejak::http {
namespace {

using Outcome = Result<void, std::string>;

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Outcome decode(std::string_view text, bool plus_is_space, std::string& out) {
  out.clear();
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '%') {
      const int high = at + 2 < text.size() ? digit(text[at + 1]) : -1;
      const int low = at + 2 < text.size() ? digit(text[at + 2]) : -1;
      if (high < 0 || low < 0)
        return std::string("a % in the target is not followed by two hexadecimal digits");
      c = static_cast<char>(high * 16 + low);
      at += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    if (c == '\0') return std::string("the target contains NUL");
    out.push_back(c);
  }
  if (!is_utf8(out)) return std::string("the target is not UTF-8 once decoded");
  return {};
}

Outcome parse_path(Request& request, std::string_view path) {
  path.remove_prefix(1);
  if (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  while (!path.empty()) {
    const auto end = std::min(path.find('/'), path.size());
    if (request.path.size() == path_segments_max) return std::string("the path has more than 16 segments");
    std::string& segment = request.path.emplace_back();
    if (auto decoded = decode(path.substr(0, end), false, segment); !decoded) return decoded;
    if (segment.empty() || segment == "." || segment == "..")
      return std::string("the path has an empty or dot segment");
    if (segment.find('/') != std::string::npos) return std::string("a path segment contains an escaped /");
    if (end + 1 == path.size()) return std::string("the path has an empty or dot segment");
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return {};
}

Outcome parse_query(Request& request, std::string_view query) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    if (request.query.size() == query_parameters_max)
      return std::string("the query has more than 32 parameters");
    const auto equals = std::min(pair.find('='), pair.size());
    Parameter parameter;
    if (auto decoded = decode(pair.substr(0, equals), true, parameter.name); !decoded) return decoded;
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    if (auto decoded = decode(value, true, parameter.value); !decoded) return decoded;
    if (request.query_value(parameter.name)) {
      return "the query parameter '" + parameter.name + "' is given twice";
    }
    request.query.push_back(std::move(parameter));
  }
  return {};
}

std::string_view without_origin(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const auto path = target.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  }
  return target;
}

}  // namespace

Result<void, std::string> parse_target(Request& request, std::string_view target) {
  request.path.clear();
  request.query.clear();
  target = without_origin(target);
  request.target.assign(target);
  if (target == "*") return {};
  if (target.empty() || target.front() != '/') return std::string("the target does not begin with /");
  if (target.find('#') != std::string_view::npos) return std::string("the target has a fragment");
  const auto question = target.find('?');
  if (auto path = parse_path(request, target.substr(0, question)); !path) return path;
  if (question == std::string_view::npos) return {};
  return parse_query(request, target.substr(question + 1));
}

RequestPtr make_request(Method method, std::string_view target, std::vector<HeaderLine> headers,
                        std::string body) {
  auto request = std::make_shared<Request>();
  request->method = method;
  if (auto parsed = parse_target(*request, target); !parsed) throw std::logic_error(parsed.error());
  for (const HeaderLine& line : headers) request->headers.add(line.name, line.value);
  request->body = std::move(body);
  request->remote = "127.0.0.1";
  request->request_id = "test-request";
  return request;
}

}  // namespace jejak::http
