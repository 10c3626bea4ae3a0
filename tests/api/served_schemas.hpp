#pragma once
#include <map>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "engine/core/json.hpp"
#include "workflows/schema.hpp"

namespace jejak::tests {

// The schemas that /openapi.json serves, to hold answers against.
class ServedSchemas {
 public:
  explicit ServedSchemas(const json::value& document) : document_(document) {}

  // What is wrong with a good answer by the document: one line per fault; empty where nothing is.
  std::string faults_of(http::Method method, std::string_view path, unsigned status, const json::value& answer);

 private:
  const workflows::Schema* schema_of(http::Method method, std::string_view path, unsigned status);

  json::value document_;
  std::map<std::string, workflows::Schema, std::less<>> compiled_;  // by the JSON Pointer of the schema
};

}  // namespace jejak::tests
