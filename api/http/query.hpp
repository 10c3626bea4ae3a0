#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/limits.hpp"
#include "api/http/message.hpp"
#include "engine/core/result.hpp"
#include "engine/core/time.hpp"

namespace jejak::http {

// A 400 problem `invalid_query` with one entry per fault ({"parameter","detail","detail_id"}); a fault's pointer is the parameter's name.
Response invalid_query(const Faults& faults);

// Typed query parameters. Reads what is asked for, remembers every fault, and answers all of them at once:
//   QueryReader query(request);  auto limit = query.limit();  auto cursor = query.text("cursor");
//   if (auto bad = query.problem()) return reply(*std::move(bad));
class QueryReader {
 public:
  explicit QueryReader(const Request& request) : request_(request) {}

  std::optional<std::string> text(std::string_view name,
                                  std::size_t bytes_max = cursor_bytes_max);  // not empty
  std::optional<std::uint64_t> number(std::string_view name, std::uint64_t least = 0,
                                      std::uint64_t most = 9'007'199'254'740'991);
  std::optional<Timestamp> instant(std::string_view name);  // RFC 3339
  std::optional<bool> flag(std::string_view name);          // true, false
  std::optional<std::string> choice(std::string_view name, const std::vector<std::string_view>& allowed);
  std::size_t limit(std::size_t standard = page_size_default,
                    std::size_t most = page_size_max);  // "limit", from 1

  // invalid_query with every fault, or nothing.
  std::optional<Response> problem() const;

 private:
  void refuse(std::string_view name, std::string en, std::string id);

  const Request& request_;
  Faults faults_;
};

}  // namespace jejak::http
