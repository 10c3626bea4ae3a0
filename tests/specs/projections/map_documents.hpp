#pragma once
#include <map>
#include <string>
#include <string_view>

#include "engine/core/projection.hpp"

namespace jejak::specs {

using Rows = std::map<std::string, json::object, std::less<>>;  // a view's documents by key

// A view's documents in a map.
class MapDocuments final : public Documents {
 public:
  explicit MapDocuments(Rows& rows) : rows_(rows) {}
  const json::object* find(std::string_view key) override {
    const auto found = rows_.find(key);
    return found == rows_.end() ? nullptr : &found->second;
  }
  json::object& edit(std::string_view key) override { return rows_[std::string(key)]; }
  json::object& append(std::string_view key) override { return edit(key); }
  void erase(std::string_view key) override { rows_.erase(std::string(key)); }

 private:
  Rows& rows_;
};

}  // namespace jejak::specs
