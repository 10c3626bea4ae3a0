#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "engine/core/result.hpp"

namespace jejak::http {

// RFC 9110 section 8.8.3. `opaque` stands without its quotes.
struct EntityTag {
  std::string opaque;
  bool weak = false;
  bool operator==(const EntityTag&) const = default;
};

// An If-Match or If-None-Match: `*` or a list of tags.
struct TagList {
  bool any = false;
  std::vector<EntityTag> tags;
};

std::optional<TagList> parse_tag_list(
    std::string_view value);                       // nothing where malformed or longer than the limit
std::string strong_etag(std::string_view opaque);  // in quotes. Precondition: visible ASCII without '"'

bool weak_match(const TagList& list, std::string_view etag);    // for If-None-Match; etag with its quotes
bool strong_match(const TagList& list, std::string_view etag);  // for If-Match

// True where If-None-Match has this tag: the answer to a GET is 304. A malformed header matches nothing.
bool not_modified(const Request& request, std::string_view etag);

// If-Match against what is there now; `etag` is empty where nothing is. Nothing when the write may go on: the
// tag matches, or the header is absent and not `required`. Otherwise the problem: 412 `stale`, 428
// `if_match_required`, 400 `malformed_if_match`.
std::optional<Response> check_if_match(const Request& request, std::string_view etag, bool required);

// If-Match as an expected stream version (`"7"` is 7): for writers that carry it into the command instead of
// comparing. Nothing where the header is absent or `*`; 400 where it is malformed or lists several tags, 412
// for any other tag.
Result<std::optional<std::uint64_t>, Response> expected_version(const Request& request);

}  // namespace jejak::http
