#include "api/http/conditional.hpp"

#include <algorithm>
#include <charconv>

#include "api/http/limits.hpp"
#include "api/http/problem.hpp"
#include "api/http/text.hpp"

namespace jejak::http {
namespace {

// entity-tag = [ "W/" ] DQUOTE *etagc DQUOTE; takes it off the front of `text`.
std::optional<EntityTag> take_tag(std::string_view& text) {
  EntityTag tag;
  if (text.starts_with("W/")) {
    tag.weak = true;
    text.remove_prefix(2);
  }
  if (text.empty() || text.front() != '"') return std::nullopt;
  const auto end = text.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view opaque = text.substr(1, end - 1);
  const auto allowed = [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F; };
  if (!std::all_of(opaque.begin(), opaque.end(), allowed)) return std::nullopt;
  tag.opaque.assign(opaque);
  text.remove_prefix(end + 1);
  return tag;
}

std::optional<EntityTag> whole_tag(std::string_view text) {
  auto tag = take_tag(text);
  return tag && text.empty() ? tag : std::nullopt;
}

Response malformed(std::string_view header) {
  return problem(Status::bad_request, "malformed_if_match",
                 std::string(header) + " must be * or a list of entity tags in double quotes, as in \"7\".");
}

Response stale() {
  return problem(Status::precondition_failed, "stale",
                 "If-Match does not have the current entity tag; read the resource again and decide anew.");
}

}  // namespace

std::optional<TagList> parse_tag_list(std::string_view value) {
  TagList list;
  value = trimmed(value);
  if (value == "*") {
    list.any = true;
    return list;
  }
  while (!value.empty()) {
    if (value.front() == ',') {  // empty list elements are allowed and mean nothing
      value = trimmed(value.substr(1));
      continue;
    }
    auto tag = take_tag(value);
    if (!tag || list.tags.size() == entity_tags_max) return std::nullopt;
    list.tags.push_back(*std::move(tag));
    value = trimmed(value);
    if (!value.empty() && value.front() != ',') return std::nullopt;
  }
  if (list.tags.empty()) return std::nullopt;
  return list;
}

std::string strong_etag(std::string_view opaque) { return '"' + std::string(opaque) + '"'; }

bool weak_match(const TagList& list, std::string_view etag) {
  const auto current = whole_tag(etag);
  if (!current) return false;
  if (list.any) return true;
  return std::any_of(list.tags.begin(), list.tags.end(),
                     [&](const EntityTag& tag) { return tag.opaque == current->opaque; });
}

bool strong_match(const TagList& list, std::string_view etag) {
  const auto current = whole_tag(etag);
  if (!current) return false;
  if (list.any) return true;
  return !current->weak && std::any_of(list.tags.begin(), list.tags.end(), [&](const EntityTag& tag) {
    return !tag.weak && tag.opaque == current->opaque;
  });
}

bool not_modified(const Request& request, std::string_view etag) {
  const auto value = request.headers.find("If-None-Match");
  if (!value || etag.empty()) return false;
  if (*value == etag) return true;  // what every poller sends
  const auto list = parse_tag_list(*request.headers.joined("If-None-Match"));
  return list && weak_match(*list, etag);
}

std::optional<Response> check_if_match(const Request& request, std::string_view etag, bool required) {
  const auto value = request.headers.joined("If-Match");
  if (!value) {
    if (!required) return std::nullopt;
    return problem(Status::precondition_required, "if_match_required",
                   "This write needs If-Match with the ETag of what it was decided on.");
  }
  const auto list = parse_tag_list(*value);
  if (!list) return malformed("If-Match");
  if (!strong_match(*list, etag)) return stale();
  return std::nullopt;
}

Result<std::optional<std::uint64_t>, Response> expected_version(const Request& request) {
  const auto value = request.headers.joined("If-Match");
  if (!value) return std::optional<std::uint64_t>{};
  const auto list = parse_tag_list(*value);
  if (!list || list->tags.size() > 1) return malformed("If-Match");
  if (list->any) return std::optional<std::uint64_t>{};
  const EntityTag& tag = list->tags.front();
  std::uint64_t number = 0;
  const char* const end = tag.opaque.data() + tag.opaque.size();
  const auto parsed = std::from_chars(tag.opaque.data(), end, number);
  if (tag.weak || parsed.ec != std::errc{} || parsed.ptr != end) return stale();
  return std::optional<std::uint64_t>{number};
}

}  // namespace jejak::http
