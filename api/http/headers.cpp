#include "api/http/headers.hpp"

#include <algorithm>

namespace jejak::http {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

bool same_ignoring_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

void Headers::add(std::string_view name, std::string_view value) {
  spans_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(name.size()),
                    static_cast<std::uint32_t>(value.size())});
  text_.append(name).append(value);
}

Headers::Field Headers::operator[](std::size_t index) const {
  const Span& span = spans_[index];
  const std::string_view text = text_;
  return {text.substr(span.begin, span.name_size), text.substr(span.begin + span.name_size, span.value_size)};
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
  for (std::size_t index = 0; index < spans_.size(); ++index) {
    const Field field = (*this)[index];
    if (same_ignoring_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

std::optional<std::string> Headers::joined(std::string_view name) const {
  std::optional<std::string> all;
  for (std::size_t index = 0; index < spans_.size(); ++index) {
    const Field field = (*this)[index];
    if (!same_ignoring_case(field.name, name)) continue;
    if (all) {
      all->append(", ").append(field.value);
    } else {
      all.emplace(field.value);
    }
  }
  return all;
}

std::size_t Headers::count(std::string_view name) const {
  std::size_t found = 0;
  for (std::size_t index = 0; index < spans_.size(); ++index) {
    if (same_ignoring_case((*this)[index].name, name)) ++found;
  }
  return found;
}

void Headers::clear() {
  text_.clear();
  spans_.clear();
}

}  // namespace jejak::http
