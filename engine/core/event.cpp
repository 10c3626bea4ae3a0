#include "engine/core/event.hpp"

#include <utility>

namespace jejak {

json::object personal(std::string_view subject, json::value value) {
  json::object content;
  content["subject"] = subject;
  content["value"] = std::move(value);
  json::object marked;
  marked["$personal"] = std::move(content);
  return marked;
}

}  // namespace jejak
