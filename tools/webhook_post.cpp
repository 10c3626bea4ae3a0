#include "tools/webhook_post.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <memory>

namespace jejak::tools {
namespace {

constexpr std::size_t answer_bytes_max = 64 * 1024;

struct Exchange {
  const PostRules& rules;
  const std::atomic<bool>& stop;
  std::size_t read = 0;
  bool refused = false;
};

std::size_t swallow(char*, std::size_t size, std::size_t count, void* given) {
  auto& exchange = *static_cast<Exchange*>(given);
  exchange.read += size * count;
  return exchange.read > answer_bytes_max ? 0 : size * count;
}

int watch(void* given, curl_off_t, curl_off_t, curl_off_t, curl_off_t) { return static_cast<Exchange*>(given)->stop ? 1 : 0; }

// RFC 1122, 1918, 3927, 6598.
bool is_private(std::uint32_t address) {
  const auto within = [&](std::uint32_t network, int bits) { return address >> (32 - bits) == network >> (32 - bits); };
  return within(0x00000000, 8) || within(0x7f000000, 8) || within(0x0a000000, 8) || within(0xac100000, 12) || within(0xc0a80000, 16) ||
         within(0xa9fe0000, 16) || within(0x64400000, 10);
}

// RFC 4193, 4291: unspecified, loopback, unique local, link-local, and IPv4 in another dress.
bool is_private(const in6_addr& address) {
  const unsigned char* bytes = address.s6_addr;
  if (IN6_IS_ADDR_UNSPECIFIED(&address) || IN6_IS_ADDR_LOOPBACK(&address) || IN6_IS_ADDR_LINKLOCAL(&address) || (bytes[0] & 0xfeU) == 0xfcU) return true;
  if (!IN6_IS_ADDR_V4MAPPED(&address)) return false;
  return is_private(static_cast<std::uint32_t>(bytes[12]) << 24U | static_cast<std::uint32_t>(bytes[13]) << 16U |
                    static_cast<std::uint32_t>(bytes[14]) << 8U | bytes[15]);
}

// Asked with the address that is about to be connected to, so that no name can lead elsewhere after it was looked at.
curl_socket_t open_socket(void* given, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(given);
  bool inside = true;
  if (address->family == AF_INET) inside = is_private(ntohl(reinterpret_cast<const sockaddr_in*>(&address->addr)->sin_addr.s_addr));
  if (address->family == AF_INET6) inside = is_private(reinterpret_cast<const sockaddr_in6*>(&address->addr)->sin6_addr);
  if (inside && !exchange.rules.private_addresses) {
    exchange.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using List = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

List list_of(const std::vector<std::string>& headers) {
  curl_slist* list = nullptr;
  for (const std::string& header : headers) list = curl_slist_append(list, header.c_str());
  return {list, &curl_slist_free_all};
}

}  // namespace

PostOutcome post_json(const std::string& url, const std::string& body, const std::vector<std::string>& headers, const PostRules& rules,
                      const std::atomic<bool>& stop) {
  static const CURLcode global = curl_global_init(CURL_GLOBAL_DEFAULT);
  const Handle handle(curl_easy_init(), &curl_easy_cleanup);
  if (global != CURLE_OK || !handle) return {0, "the HTTP client does not start"};
  Exchange exchange{rules, stop};
  const List list = list_of(headers);
  CURL* curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // of the environment: none
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.c_str());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, list.get());
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, rules.seconds_max);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &swallow);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &watch);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &exchange);
  const CURLcode code = curl_easy_perform(curl);
  PostOutcome outcome;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &outcome.status);
  const bool good = outcome.status >= 200 && outcome.status < 300;
  if (exchange.refused) {
    outcome.error = "the address is within a private network, which this server does not send to";
  } else if (outcome.status == 0) {
    outcome.error = curl_easy_strerror(code);
  } else if (!good) {
    outcome.error = "HTTP " + std::to_string(outcome.status);
  }
  return outcome;
}

}  // namespace jejak::tools
