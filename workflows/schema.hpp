#pragma once
#include <memory>
#include <string_view>

#include "engine/core/json.hpp"

namespace jejak::workflows {

// So many faults of one document are told; who has more sends it again. It bounds the work that a body can cause.
inline constexpr std::size_t faults_max = 100;

// A JSON Schema, compiled once (valijson behind it); immutable and safe to share between threads.
class Schema {
 public:
  static Result<Schema, Faults> compile(const json::value& schema);
  // The faults of `document`, at most faults_max, each with its pointer and one sentence that names the limit; empty when it conforms.
  // Unknown fields are faults where the schema says additionalProperties false; so are texts that break
  // workflows/text_rule.hpp or their format (workflows/schema_text.hpp).
  Faults check(const json::value& document) const;

 private:
  struct Compiled;
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace jejak::workflows
