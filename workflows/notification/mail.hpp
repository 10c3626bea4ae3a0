#pragma once
#include <string>
#include <string_view>

#include "engine/core/json.hpp"
#include "engine/core/time.hpp"

namespace jejak::workflows {

// addr-spec in its dot-string form (RFC 5321, 4.1.2: Local-part "@" Domain), at most 254 bytes, ASCII: nothing in it can end a header
// line or a command. Quoted local parts and address literals are not taken.
bool is_mail_address(std::string_view text);

// A message as RFC 5322 and MIME (RFC 2045, 2047) lay it out: lines end in CRLF, the subject and the text are UTF-8 in base64, so that
// no relay needs more than SMTP's first form. In Indonesian, then in English.
// `notification` is a document of that view. Precondition: is_mail_address(from), is_mail_address(to).
struct Mail {
  std::string_view from, to;
  Timestamp sent;
};
std::string mail_message(const Mail& mail, const json::object& notification);

}  // namespace jejak::workflows
