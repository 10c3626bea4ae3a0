// g++ 12 with AddressSanitizer takes parts of std::regex, which valijson uses, for uninitialized.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include "workflows/schema.hpp"

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "workflows/schema_message.hpp"
#include "workflows/schema_text.hpp"

namespace jejak::workflows {

struct Schema::Compiled {
  json::value source;
  valijson::Schema schema;
};

Result<Schema, Faults> Schema::compile(const json::value& schema) {
  if (!schema.is_object()) return Faults{{"", "a JSON Schema is an object"}};
  auto compiled = std::make_shared<Compiled>();
  compiled->source = schema;
  try {
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::BoostJsonAdapter(schema), compiled->schema);
  } catch (const std::exception& error) {  // the library's only way to say that a schema is wrong
    return Faults{{"", std::string("not a JSON Schema: ") + error.what()}};
  }
  Schema result;
  result.compiled_ = std::move(compiled);
  return result;
}

Faults Schema::check(const json::value& document) const {
  const valijson::adapters::BoostJsonAdapter target(document);
  valijson::Validator validator;
  Faults faults;
  if (!validator.validate(compiled_->schema, target, nullptr)) {
    valijson::ValidationResults results;
    validator.validate(compiled_->schema, target, &results);
    for (const auto& error : results) {
      add_fault(faults, compiled_->source, document, error.context, error.description);
    }
    if (faults.empty()) faults.push_back({"", "does not conform to its schema", "tidak sesuai dengan skemanya"});
  }
  add_text_faults(faults, compiled_->source, document);
  return faults;
}

}  // namespace jejak::workflows
