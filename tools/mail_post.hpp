#pragma once
#include <atomic>
#include <string>

#include "tools/webhook_post.hpp"

namespace jejak::tools {

// The relay that e-mail goes through, as the operator of the server says.
struct MailRelay {
  std::string url;  // smtp://host[:port] (STARTTLS where the relay offers it) or smtps://host[:port]; empty: there is none
  std::string from;
  std::string user, password;  // where given, nothing is sent without TLS
  long seconds_max = 30;       // for the whole exchange
};

// Hands one message to the relay (RFC 5321). `status` is the relay's last reply code. Blocks; safe from any thread; `stop` cuts it short.
// Precondition: `to` is a mail address (workflows/notification/mail.hpp).
PostOutcome post_mail(const MailRelay& relay, const std::string& to, const std::string& message, const std::atomic<bool>& stop);

}  // namespace jejak::tools
