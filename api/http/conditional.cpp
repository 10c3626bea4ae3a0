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

// The stream version in `"7"` and in `"7-1f0c8a3e"`; a weak tag has none, since If-Match compares strongly.
std::optional<std::uint64_t> version_in(const EntityTag& tag) {
  const char* const end = tag.opaque.data() + tag.opaque.size();
  std::uint64_t version = 0;
  const auto [stop, error] = std::from_chars(tag.opaque.data(), end, version);
  if (tag.weak || error != std::errc{} || (stop != end && *stop != '-')) return std::nullopt;
  return version;
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

bool not_modified(const Request& request, std::string_view etag) {
  const auto value = request.headers.find("If-None-Match");
  if (!value || etag.empty()) return false;
  if (*value == etag) return true;  // what every poller sends
  const auto list = parse_tag_list(*request.headers.joined("If-None-Match"));
  return list && weak_match(*list, etag);
}

Result<std::vector<std::uint64_t>, Response> expected_versions(const Request& request) {
  std::vector<std::uint64_t> versions;
  const auto value = request.headers.joined("If-Match");
  if (!value) return versions;
  const auto list = parse_tag_list(*value);
  if (!list) return malformed("If-Match");
  if (list->any) return versions;
  for (const EntityTag& tag : list->tags) {
    if (const auto version = version_in(tag)) versions.push_back(*version);
  }
  if (versions.empty()) return stale();
  return versions;
}

}  // namespace jejak::http
