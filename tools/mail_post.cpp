#include "tools/mail_post.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>

namespace jejak::tools {
namespace {

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

std::size_t hand_over(char* into, std::size_t size, std::size_t count, void* given) {
  auto& rest = *static_cast<std::string_view*>(given);
  const std::size_t bytes = std::min(size * count, rest.size());
  std::memcpy(into, rest.data(), bytes);
  rest.remove_prefix(bytes);
  return bytes;
}

int watch(void* given, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return *static_cast<const std::atomic<bool>*>(given) ? 1 : 0; }

}  // namespace

PostOutcome post_mail(const MailRelay& relay, const std::string& to, const std::string& message, const std::atomic<bool>& stop) {
  if (relay.url.empty()) return {0, "this server has no mail relay: start it with --smtp and --mail-from"};
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
  const Handle handle(curl_easy_init(), &curl_easy_cleanup);
  if (global != CURLE_OK || !handle) return {0, "the mail client does not start"};
  const List recipients(curl_slist_append(nullptr, ("<" + to + ">").c_str()), &curl_slist_free_all);
  std::string_view rest = message;
  CURL* curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_URL, relay.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // of the environment: none
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(relay.user.empty() ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  if (!relay.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, relay.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, relay.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + relay.from + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &hand_over);
  curl_easy_setopt(curl, CURLOPT_READDATA, &rest);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, relay.seconds_max);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &watch);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, const_cast<std::atomic<bool>*>(&stop));
  const CURLcode code = curl_easy_perform(curl);
  PostOutcome outcome;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &outcome.status);
  if (code == CURLE_OK) return outcome;
  outcome.error = outcome.status >= 400 ? "SMTP " + std::to_string(outcome.status) : curl_easy_strerror(code);
  return outcome;
}

}  // namespace jejak::tools
