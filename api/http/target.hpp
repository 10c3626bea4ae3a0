#pragma once
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "engine/core/result.hpp"

namespace jejak::http {

// Fills target, path and query of `request` from an origin-form target ("/a/b?x=1"; also an absolute one, and
// "*"). Percent-decodes; '+' is a space in the query. Refused with a sentence: bad escapes, NUL, invalid
// UTF-8, empty or dot segments ("//", "."), an escaped '/' in a segment, a parameter sent twice, more than
// the limits hold. One '/' at the end of the path is ignored.
Result<void, std::string> parse_target(Request& request, std::string_view target);

// A request as a value, for tests and internal calls. Precondition: the target parses.
RequestPtr make_request(Method method, std::string_view target, std::vector<HeaderLine> headers = {},
                        std::string body = {});

}  // namespace jejak::http
