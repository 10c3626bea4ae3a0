#pragma once
#include <cstddef>
#include <map>
#include <string>

#include "api/documents/table.hpp"
#include "engine/core/json.hpp"

namespace jejak::documents {

// Documents as the lines of a table: a column per member, one inside another named "outer.inner", those of an array counted from 1. An array of texts and
// numbers alone is one cell, its values apart by semicolons. Columns come in the order in which they are first met; what a document has not is an empty cell.
class Flattened {
 public:
  explicit Flattened(std::string name) { table_.name = std::move(name); }
  void add(const json::object& document);
  std::size_t lines() const { return table_.rows.size(); }
  std::size_t columns() const { return table_.columns.size(); }
  Table finish() &&;

 private:
  void add_members(const json::object& object, const std::string& prefix);
  void add_value(const std::string& name, const json::value& value);
  void put(const std::string& column, std::string text);

  Table table_;
  std::map<std::string, std::size_t, std::less<>> places_;
};

}  // namespace jejak::documents
