// g++ 12 with AddressSanitizer takes parts of std::regex, which valijson uses, for uninitialized.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
// Without it valijson ends the process where a schema is wrong.
#define VALIJSON_USE_EXCEPTIONS 1
#include "workflows/schema.hpp"

#include <valijson/adapters/boost_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "workflows/schema_message.hpp"
#include "workflows/schema_text.hpp"

namespace jejak::workflows {

namespace {

// Formats are checked by add_text_faults, by the same functions that the rest of the program reads such texts with.
void drop_formats(json::value& schema) {
  json::object* members = schema.if_object();
  if (members == nullptr) return;
  if (const json::value* format = members->if_contains("format"); format != nullptr && format->is_string())
    members->erase("format");
  for (const std::string_view below : {"items", "additionalProperties"}) {
    if (json::value* child = members->if_contains(below)) drop_formats(*child);
  }
  json::value* properties = members->if_contains("properties");
  if (properties == nullptr || !properties->is_object()) return;
  for (auto& property : properties->get_object()) drop_formats(property.value());
}

}  // namespace

struct Schema::Compiled {
  json::value source;
  valijson::Schema schema;
};

Result<Schema, Faults> Schema::compile(const json::value& schema) {
  if (!schema.is_object()) return Faults{{"", "a JSON Schema is an object"}};
  auto compiled = std::make_shared<Compiled>();
  compiled->source = schema;
  json::value without_formats = schema;
  drop_formats(without_formats);
  try {
    valijson::SchemaParser parser;
    parser.populateSchema(valijson::adapters::BoostJsonAdapter(without_formats), compiled->schema);
  } catch (const std::exception& error) {  // the library's only way to say that a schema is wrong
    return Faults{{"", std::string("not a JSON Schema: ") + error.what()}};
  }
  Schema result;
  result.compiled_ = std::move(compiled);
  return result;
}

namespace {

void add_library_faults(Faults& faults, const valijson::Schema& schema, const json::value& source, const json::value& document) {
  const valijson::adapters::BoostJsonAdapter target(document);
  valijson::Validator validator;
  if (validator.validate(schema, target, nullptr)) return;
  valijson::ValidationResults results;
  validator.validate(schema, target, &results);
  for (const auto& error : results) {
    if (faults.size() >= faults_max) break;
    add_fault(faults, source, document, error.context, error.description);
  }
  if (faults.empty()) faults.push_back({"", "does not conform to its schema", "tidak sesuai dengan skemanya"});
}

}  // namespace

Faults Schema::check(const json::value& document) const {
  Faults faults;
  add_library_faults(faults, compiled_->schema, compiled_->source, document);
  add_text_faults(faults, compiled_->source, document);
  return faults;
}

}  // namespace jejak::workflows
