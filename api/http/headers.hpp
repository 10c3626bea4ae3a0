#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace jejak::http {

// ASCII case-insensitive equality, as header names and many of their values want it.
bool same_ignoring_case(std::string_view left, std::string_view right);

// The header fields of one message in their order, in one block of memory that clear() keeps for the next
// message.
class Headers {
 public:
  struct Field {
    std::string_view name;
    std::string_view value;
  };

  void add(std::string_view name, std::string_view value);
  // The first field of that name, in any case. The view lives until the next add or clear.
  std::optional<std::string_view> find(std::string_view name) const;
  // Every field of that name, joined by ", " (RFC 9110 section 5.3); nothing where there is none.
  std::optional<std::string> joined(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  std::size_t size() const { return spans_.size(); }
  Field operator[](std::size_t index) const;
  void clear();

 private:
  struct Span {
    std::uint32_t begin;
    std::uint32_t name_size;
    std::uint32_t value_size;
  };
  std::string text_;
  std::vector<Span> spans_;
};

}  // namespace jejak::http
