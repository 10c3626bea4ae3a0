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

bool weak_match(const TagList& list, std::string_view etag);  // for If-None-Match; etag with its quotes

// True where If-None-Match has this tag: the answer to a GET is 304. A malformed header matches nothing.
bool not_modified(const Request& request, std::string_view etag);

// If-Match as the stream versions that the client would take: `"7"` and `"7-1f0c8a3e"` are 7; any of several will do.
// None where the header is absent or `*`. 400 `malformed_if_match`; 412 `stale` where no tag names a stream version.
Result<std::vector<std::uint64_t>, Response> expected_versions(const Request& request);

}  // namespace jejak::http
