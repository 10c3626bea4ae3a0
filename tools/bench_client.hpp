#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace jejak::tools {

struct HttpAnswer {
  unsigned status = 0;
  std::string head;  // status line and header fields
  std::string body;
  std::string header(std::string_view name) const;  // empty where there is none
};

using HttpFields = std::vector<std::pair<std::string, std::string>>;

// One HTTP/1.1 request as bytes; Host and, with a body, Content-Type and Content-Length are added.
std::string http_request(std::string_view method, std::string_view target, std::string_view body = {},
                         const HttpFields& fields = {});

// One keep-alive connection to a port of loopback that waits for each answer.
class HttpClient {
 public:
  // Throws std::runtime_error when nobody listens there.
  explicit HttpClient(std::uint16_t port, unsigned patience_seconds = 30);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // Nothing when the connection breaks, or no whole answer comes in time: whether the request took effect is
  // unknown.
  std::optional<HttpAnswer> send(std::string_view request);
  // Writes bytes that need not be a request; false when the connection is gone.
  bool write(std::string_view bytes);
  std::optional<HttpAnswer> read();  // the next answer
  bool at_end();                     // waits for the server to close

 private:
  int socket_ = -1;
  std::string received_;
};

}  // namespace jejak::tools
