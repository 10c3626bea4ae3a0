#pragma once
#include <cstdint>
#include <string_view>

#include "api/http/message.hpp"

namespace jejak::http {

// What is told of every answer. The views live only during the call. There is no query and no token in it.
struct AccessEntry {
  Method method = Method::get;
  std::string_view path;
  std::string_view route_id;  // empty where no route matched
  unsigned status = 0;
  std::uint64_t bytes = 0;  // of the body
  std::uint64_t microseconds =
      0;  // from the request's last byte to the answer's last byte handed to the kernel
  std::string_view request_id;
  std::string_view principal;  // empty for the public
  std::string_view remote;
};

}  // namespace jejak::http
