#include "api/routes/openapi_components.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "api/http/limits.hpp"

namespace jejak::routes {
namespace {

// The schemas of what routes answer. JSON Schema 2020-12, as OpenAPI 3.1 has it.
constexpr std::string_view schemas_text = R"json({
  "Hash": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "A SHA-256 in hexadecimal."},
  "RecordedEvent": {"type": "object", "required": ["position", "stream", "stream_version", "type", "leaf_hash"], "properties": {
    "position": {"type": "integer"}, "stream": {"type": "string"}, "stream_version": {"type": "integer"},
    "type": {"type": "string"}, "leaf_hash": {"$ref": "#/components/schemas/Hash"}}},
  "Sentence": {"type": "object", "description": "One sentence in Indonesian and in English.", "additionalProperties": false, "required": ["en", "id"],
    "properties": {"id": {"type": "string"}, "en": {"type": "string"}}},
  "ExactNumber": {"type": "object", "description": "fraction is exact; decimal is it, rounded for reading.", "additionalProperties": false, "required": ["decimal", "fraction"],
    "properties": {"fraction": {"type": "string"}, "decimal": {"type": "string"}}},
  "Pinned": {"type": "object", "description": "A document by id, version and the hash of its RFC 8785 bytes.", "additionalProperties": false, "required": ["hash", "id", "version"],
    "properties": {"id": {"type": "string"}, "version": {"type": "string"}, "hash": {"$ref": "#/components/schemas/Hash"}}},
  "PinnedRulebook": {"type": "object", "additionalProperties": false, "required": ["hash", "id", "illustrative", "version"],
    "properties": {"id": {"type": "string"}, "version": {"type": "string"}, "hash": {"$ref": "#/components/schemas/Hash"},
      "illustrative": {"type": "boolean", "description": "Whether something in it has no source and was made up."}}},
  "StateValue": {"type": ["object", "string"], "description": "As XState writes a state: a name, or an object of regions."},
  "Timer": {"type": "object", "additionalProperties": false, "required": ["due", "key"], "properties": {"key": {"type": "string"}, "due": {"type": "string", "format": "date-time"}}},
  "Finding": {"type": "object", "description": "What the checker says of a definition.", "additionalProperties": false, "required": ["code", "message", "message_id", "pointer", "sequence", "severity"],
    "properties": {"severity": {"type": "string"}, "code": {"type": "string"}, "pointer": {"type": "string"}, "message": {"type": "string"}, "message_id": {"type": "string"},
      "sequence": {"type": "array", "description": "A shortest sequence of events that shows it."}}},
  "DefinitionVersion": {"type": "object", "additionalProperties": false, "required": ["document", "hash", "id", "title", "version"], "properties": {
    "id": {"type": "string"}, "version": {"type": "string"}, "hash": {"$ref": "#/components/schemas/Hash"}, "title": {"$ref": "#/components/schemas/Sentence"}, "document": {"type": "object"}}},
  "RulebookSummary": {"type": "object", "required": ["definition", "hash", "id", "illustrative", "title", "version"], "properties": {
    "id": {"type": "string"}, "version": {"type": "string"}, "title": {"$ref": "#/components/schemas/Sentence"}, "year": {"type": "integer"},
    "definition": {"type": "string"}, "illustrative": {"type": "boolean"}, "hash": {"$ref": "#/components/schemas/Hash"}}},
  "RulebookPage": {"type": "object", "additionalProperties": false, "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/RulebookSummary"}}, "next_cursor": {"type": "null"}}},
  "Rulebook": {"allOf": [{"$ref": "#/components/schemas/RulebookSummary"}, {"type": "object", "required": ["document"], "properties": {"document": {"type": "object"}}}]},
  "JsonSchema": {"type": "object", "description": "A JSON Schema (2020-12)."},
  "Health": {"type": "object", "additionalProperties": false, "required": ["status"], "properties": {"status": {"type": "string"}}},
  "Readiness": {"type": "object", "additionalProperties": false, "required": ["log_size", "status", "views_position"],
    "properties": {"status": {"type": "string"}, "log_size": {"type": "integer"}, "views_position": {"type": "integer"}}},
  "Projections": {"type": "object", "additionalProperties": false, "required": ["behind", "dead_letter_count", "dead_letters", "log_size", "position", "views"], "properties": {
    "log_size": {"type": "integer"}, "position": {"type": "integer"}, "behind": {"type": "integer"}, "dead_letter_count": {"type": "integer"},
    "dead_letters": {"type": "array", "description": "Events that a view could not apply, and why; at most so many as are listed.", "items": {"type": "object"}},
    "views": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["changed_at", "position", "revision", "view"], "properties": {
      "view": {"type": "string"}, "revision": {"type": "integer"}, "position": {"type": "integer"}, "changed_at": {"type": "integer", "description": "The position that last changed it."}}}}}},
  "Replay": {"type": "object", "description": "Every view, rebuilt from the log beside the live ones and compared.", "required": ["actor", "id", "started_at", "status"], "properties": {
    "id": {"type": "string"}, "actor": {"type": "string"}, "status": {"type": "string"}, "started_at": {"type": "string", "format": "date-time"},
    "position": {"type": "integer"}, "progress": {"type": "integer"}, "events": {"type": "integer"}, "documents": {"type": "integer"}, "milliseconds": {"type": "integer"}}},
  "ReplayPage": {"type": "object", "additionalProperties": false, "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Replay"}}, "next_cursor": {"type": "null"}}},
  "Migration": {"type": "object", "description": "What a migration would do, and what it did. Of every list the first lines are told, and the count in full.", "additionalProperties": false,
    "required": ["id", "definition", "actor", "status", "started_at", "from", "to", "states", "context", "reason", "apply", "progress", "streams"], "properties": {
    "id": {"type": "string"}, "definition": {"type": "string"}, "actor": {"type": "string"},
    "status": {"enum": ["rehearsing", "rehearsed", "grounded", "applying", "applied", "failed"], "description": "grounded: something cannot land, so nothing was moved."},
    "started_at": {"type": "string", "format": "date-time"}, "finished_at": {"type": "string", "format": "date-time"},
    "from": {"$ref": "#/components/schemas/Pinned"}, "to": {"$ref": "#/components/schemas/Pinned"}, "states": {"type": "object"}, "context": {"type": "object"},
    "reason": {"type": "string"}, "apply": {"type": "boolean"}, "progress": {"type": "integer", "description": "Streams rehearsed."}, "streams": {"type": "integer"},
    "position": {"type": "integer", "description": "The log's size that was rehearsed."}, "events": {"type": "integer"},
    "elsewhere": {"type": "integer", "description": "What runs under the old version at organizers that are not the caller's: left alone."},
    "landings": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["from", "to", "count"], "properties": {
      "from": {"type": "string"}, "to": {"type": "string"}, "count": {"type": "integer"}}}},
    "grounded_count": {"type": "integer"}, "grounded": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["stream", "from", "because"], "properties": {
      "stream": {"type": "string"}, "from": {"type": "string"}, "because": {"$ref": "#/components/schemas/Sentence"}}}},
    "departed_count": {"type": "integer"}, "departed": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "required": ["stream", "position", "stream_version", "event", "recorded", "rehearsed", "because"], "properties": {
      "stream": {"type": "string"}, "position": {"type": "integer"}, "stream_version": {"type": "integer"}, "event": {"type": "string"},
      "recorded": {"type": "string"}, "rehearsed": {"type": ["string", "null"], "description": "null where the new version refuses the event."}, "because": {"$ref": "#/components/schemas/Sentence"}}}},
    "moved": {"type": "integer"}, "left_count": {"type": "integer"}, "left": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["stream", "code", "because"], "properties": {
      "stream": {"type": "string"}, "code": {"type": "string"}, "because": {"$ref": "#/components/schemas/Sentence"}}}},
    "failure": {"type": "string"}}},
  "MigrationPage": {"type": "object", "additionalProperties": false, "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Migration"}}, "next_cursor": {"type": "null"}}},
  "Standing": {"type": "object", "additionalProperties": false, "required": ["state", "awarded", "results"], "properties": {
      "state": {"type": "string"}, "awarded": {"type": "boolean"}, "results": {"type": "object", "additionalProperties": {"type": "object", "required": ["outcome", "rank", "decimal"], "properties": {
        "outcome": {"type": "string"}, "rank": {"type": "integer"}, "decimal": {"type": "string"}}}}}},
  "Instant": {"type": "object", "description": "One instant on several clocks.", "additionalProperties": false, "required": ["utc", "wib", "wit", "wita"], "properties": {
    "utc": {"type": "string", "format": "date-time"}, "wib": {"type": "string", "format": "date-time"}, "wita": {"type": "string", "format": "date-time"}, "wit": {"type": "string", "format": "date-time"}}},
  "Deadlines": {"type": "object", "additionalProperties": false, "required": ["competition", "deadlines"], "properties": {
    "competition": {"type": "string"}, "deadlines": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["closes", "governs", "opens", "state", "window"], "properties": {
      "window": {"type": "string"}, "governs": {"type": "array", "items": {"type": "string"}}, "state": {"enum": ["before", "open", "closed"]},
      "opens": {"$ref": "#/components/schemas/Instant"}, "closes": {"$ref": "#/components/schemas/Instant"}}}}}},
  "AttachmentPage": {"type": "object", "additionalProperties": false, "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/attachments"}}, "next_cursor": {"type": "null"}}},
  "SheetPage": {"type": "object", "additionalProperties": false, "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/assessments"},
      {"type": "object", "description": "For a juror: what another juror wrote for the jury; null where that juror was erased.", "additionalProperties": false, "required": ["comment"], "properties": {
        "comment": {"type": ["string", "null"]}}}]}}, "next_cursor": {"type": "null"}}},
  "RevisionPage": {"type": "object", "additionalProperties": false, "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["actor", "position", "revision", "time", "words"], "properties": {
      "revision": {"type": "integer", "description": "The stream version of the saving."}, "position": {"type": "integer"}, "time": {"type": "string", "format": "date-time"},
      "actor": {"type": "string"}, "words": {"type": "object", "additionalProperties": {"type": "integer"}}}}}, "next_cursor": {"type": "null"}}},
  "RevisionDifference": {"type": "object", "additionalProperties": false, "required": ["from", "questions", "revision"], "properties": {
    "revision": {"type": "integer"}, "from": {"type": ["integer", "null"]},
    "questions": {"type": "object", "description": "Of the answers that differ: runs of words, each with one member.", "additionalProperties": {"type": "array", "items": {"type": "object", "additionalProperties": false, "properties": {
      "same": {"type": "string"}, "removed": {"type": "string"}, "added": {"type": "string"}}}}}}},
  "DecisionAnalysis": {"type": "object", "description": "A decision counted again, how far its jurors agree, and how its list would change.", "additionalProperties": false,
    "required": ["agreement", "competition", "recount", "sensitivity", "stage"], "properties": {
    "competition": {"type": "string"}, "stage": {"type": "string"},
    "recount": {"type": "object", "additionalProperties": false, "required": ["agrees", "differs"], "properties": {
      "agrees": {"type": "boolean"}, "differs": {"type": "array", "description": "JSON Pointers into the decision.", "items": {"type": "string"}}}},
    "agreement": {"type": "object", "additionalProperties": false, "required": ["alpha", "criteria", "jurors", "outliers", "sheets"], "properties": {
      "alpha": {"type": ["string", "null"], "description": "Krippendorff's, for interval data."}, "sheets": {"type": "integer"},
      "criteria": {"type": "array", "items": {"type": "object", "required": ["alpha", "criterion"], "properties": {
        "criterion": {"type": "string"}, "alpha": {"type": ["string", "null"]}}}},
      "jurors": {"type": "array", "items": {"type": "object", "required": ["compared", "juror", "severity", "sheets"], "properties": {
        "juror": {"type": "string"}, "sheets": {"type": "integer"}, "compared": {"type": "integer"}, "severity": {"type": ["string", "null"], "description": "Below 0 is strict."}}}},
      "outliers": {"type": "array", "items": {"type": "object", "required": ["difference", "juror", "proposal", "title"], "properties": {
        "juror": {"type": "string"}, "proposal": {"type": "string"}, "title": {"type": "string"}, "difference": {"type": "string"}}}}}},
    "sensitivity": {"type": "object", "additionalProperties": false, "required": ["in", "scenarios", "steady"], "properties": {
      "in": {"type": "integer"}, "steady": {"type": "integer", "description": "How many of those in are in under every scenario."},
      "scenarios": {"type": "array", "items": {"type": "object", "required": ["gained", "impossible", "kind", "lost", "of", "unsettled"], "properties": {
        "kind": {"enum": ["weight", "equal_weights", "without_juror", "normalisation", "aggregate"]}, "of": {"type": "string"}, "change": {"type": "string"},
        "gained": {"type": "array", "items": {"type": "object"}}, "lost": {"type": "array", "items": {"type": "object"}},
        "unsettled": {"type": "integer"}, "impossible": {"type": "boolean"}}}}}}}},
  "Simulation": {"type": "object", "description": "What would be different. Of every list the first lines are told, and the count in full.", "additionalProperties": false,
    "required": ["id", "actor", "competition", "status", "started_at", "progress"], "properties": {
    "id": {"type": "string"}, "actor": {"type": "string"}, "competition": {"type": "string"}, "status": {"enum": ["running", "same", "different", "failed"]},
    "started_at": {"type": "string", "format": "date-time"}, "finished_at": {"type": "string", "format": "date-time"}, "progress": {"type": "integer"}, "failure": {"type": "string"},
    "position": {"type": "integer"}, "events": {"type": "integer"}, "commands": {"type": "integer"}, "proposals": {"type": "integer"}, "refused_count": {"type": "integer"},
    "refused": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["position", "stream", "command", "code", "because"], "properties": {
      "position": {"type": "integer"}, "stream": {"type": "string"}, "command": {"type": "string"}, "code": {"type": "string"}, "because": {"$ref": "#/components/schemas/Sentence"}}}},
    "difference_count": {"type": "integer"}, "differences": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["proposal", "title", "recorded", "simulated"], "properties": {
      "proposal": {"type": "string"}, "title": {"type": "string"}, "recorded": {"$ref": "#/components/schemas/Standing"},
      "simulated": {"oneOf": [{"$ref": "#/components/schemas/Standing"}, {"type": "null", "description": "It would not have been entered."}]}}}},
    "stages": {"type": "array", "items": {"type": "object", "additionalProperties": false, "required": ["stage", "gained", "lost"], "properties": {
      "stage": {"type": "string"}, "gained": {"type": "array", "items": {"type": "string"}}, "lost": {"type": "array", "items": {"type": "string"}}}}}}},
  "SimulationPage": {"type": "object", "additionalProperties": false, "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Simulation"}}, "next_cursor": {"type": "null"}}},
  "OpenApi": {"type": "object", "description": "An OpenAPI 3.1 document.", "required": ["openapi", "info", "paths"]},
  "Event": {"type": "object", "required": ["position", "stream", "stream_version", "id", "type", "schema_version", "time", "actor", "data", "leaf_hash"], "properties": {
    "position": {"type": "integer"}, "stream": {"type": "string"}, "stream_version": {"type": "integer"},
    "id": {"type": "string", "format": "uuid"}, "type": {"type": "string"}, "schema_version": {"type": "integer"},
    "time": {"type": "string", "format": "date-time"}, "actor": {"type": "string"},
    "correlation_id": {"type": ["string", "null"]}, "causation_id": {"type": ["string", "null"]}, "data": {"type": "object"},
    "salt": {"$ref": "#/components/schemas/Hash"}, "leaf_hash": {"$ref": "#/components/schemas/Hash"}}},
  "EventPage": {"type": "object", "required": ["items", "next_from"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Event"}},
    "next_from": {"type": ["integer", "null"], "description": "Send it as from for the next page; null at the end."}}},
  "Checkpoint": {"type": "object", "required": ["root", "size"], "properties": {
    "root": {"$ref": "#/components/schemas/Hash"}, "size": {"type": "integer"}}},
  "InclusionProof": {"type": "object", "required": ["leaf_hash", "path", "position", "root", "size"], "properties": {
    "leaf_hash": {"$ref": "#/components/schemas/Hash"}, "path": {"type": "array", "items": {"$ref": "#/components/schemas/Hash"}},
    "position": {"type": "integer"}, "root": {"$ref": "#/components/schemas/Hash"}, "size": {"type": "integer"}}},
  "ConsistencyProof": {"type": "object", "required": ["first", "first_root", "path", "second", "second_root"], "properties": {
    "first": {"type": "integer"}, "first_root": {"$ref": "#/components/schemas/Hash"},
    "path": {"type": "array", "items": {"$ref": "#/components/schemas/Hash"}},
    "second": {"type": "integer"}, "second_root": {"$ref": "#/components/schemas/Hash"}}},
  "Problem": {"type": "object", "description": "RFC 9457.", "required": ["type", "title", "status", "detail", "code"], "properties": {
    "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"},
    "detail_id": {"type": "string", "description": "The same in Indonesian."}, "code": {"type": "string"},
    "errors": {"type": "array", "items": {"type": "object", "properties": {
      "pointer": {"type": "string", "description": "JSON Pointer into the body."},
      "parameter": {"type": "string"}, "detail": {"type": "string"},
      "detail_id": {"type": "string", "description": "The same in Indonesian."}}}},
    "offset": {"type": "integer", "description": "The byte where a body stops being JSON."},
    "guard": {"type": "string"}, "allowed": {"description": "What would have been possible."}}}
})json";

constexpr std::string_view parameters_text = R"json({
  "IdempotencyKey": {"name": "Idempotency-Key", "in": "header", "required": false,
    "description": "A name of your own for this request. Sent again with the same body it takes effect once, for ever, and gets the first answer with the header Idempotent-Replay.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255}},
  "IfMatch": {"name": "If-Match", "in": "header", "required": false,
    "description": "The ETag or stream version that this was decided on: refused with 412 where it is no longer the current one.",
    "schema": {"type": "string"}},
  "IfMatchNeeded": {"name": "If-Match", "in": "header", "required": true,
    "description": "The ETag or stream version that this was decided on: 412 where it is no longer the current one, 428 without it.",
    "schema": {"type": "string"}}
})json";

constexpr std::string_view others_text = R"json({
  "headers": {"JejakPosition": {"description": "The position of the log that the answer reflects, or that the write was given.", "schema": {"type": "integer"}}},
  "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "description": "An API key: jejak_ and 43 characters."}}
})json";

json::object parsed(std::string_view text) {
  auto value = parse_json(text);
  if (!value)
    throw std::logic_error("a component of the OpenAPI document is not JSON: " + value.error().message);
  return std::move(value->as_object());
}

constexpr std::array problem_statuses = {http::Status::bad_request,
                                         http::Status::unauthorized,
                                         http::Status::forbidden,
                                         http::Status::not_found,
                                         http::Status::not_acceptable,
                                         http::Status::conflict,
                                         http::Status::precondition_failed,
                                         http::Status::content_too_large,
                                         http::Status::unsupported_media_type,
                                         http::Status::unprocessable_content,
                                         http::Status::precondition_required,
                                         http::Status::service_unavailable,
                                         http::Status::insufficient_storage};

json::object problem_responses() {
  json::object responses;
  for (const http::Status status : problem_statuses) {
    json::object schema{{"$ref", "#/components/schemas/Problem"}};
    responses[problem_response_name(status)] = json::object{
        {"description", http::reason_phrase(status)},
        {"content", json::object{{"application/problem+json", json::object{{"schema", std::move(schema)}}}}}};
  }
  return responses;
}

constexpr std::pair<std::string_view, std::string_view> descriptions[] = {
    {"after_position",
     "Wait (at most 5 seconds, then 503) until the views reflect this position: read your own write."},
    {"at_position", "The document as it was when the log had this many events."},
    {"as_of", "The document as it was at this instant."},
    {"q", "Words or beginnings of words to search for."},
    {"sort", "The field to sort by."},
    {"order", "The direction of sorting."},
    {"limit", "How many items at most."},
    {"cursor", "next_cursor of the page before."},
    {"from", "The first position (with stream: stream version) wanted."},
    {"stream", "Events of this stream only."},
    {"salt", "true adds each event's salt, so that its leaf can be computed anew."},
    {"position", "The event's position, from 1."},
    {"size", "The log's size to prove against; the current one where absent."},
    {"first", "The size of the earlier checkpoint."},
    {"second", "The size of the later checkpoint; the current one where absent."}};

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

json::object document_info() {
  return {{"title", "Jejak"},
          {"version", "1"},
          {"description",
           "The trail of every proposal in public-service innovation competitions. Errors are RFC 9457 "
           "problems."},
          {"license", {{"name", "Apache-2.0"}, {"url", "https://www.apache.org/licenses/LICENSE-2.0"}}}};
}

json::object shared_components() {
  json::object components = parsed(others_text);
  components["schemas"] = parsed(schemas_text);
  components["parameters"] = parsed(parameters_text);
  components["responses"] = problem_responses();
  return components;
}

std::string problem_response_name(http::Status status) {
  return "Problem" + std::to_string(http::code_of(status));
}

std::string describe_parameter(std::string_view name) {
  for (const auto& [known, text] : descriptions) {
    if (known == name) return std::string(text);
  }
  return "Only those whose " + std::string(name) + " is this.";
}

json::object parameter_schema(std::string_view name) {
  if (name == "limit") {
    return {{"type", "integer"},
            {"minimum", 1},
            {"maximum", http::page_size_max},
            {"default", http::page_size_default}};
  }
  if (name == "as_of") return {{"type", "string"}, {"format", "date-time"}};
  if (name == "salt") return {{"type", "boolean"}};
  if (name == "order") return {{"type", "string"}, {"enum", {"asc", "desc"}}};
  if (is_one_of(name, {"after_position", "at_position", "from", "position", "size", "first", "second"})) {
    return {{"type", "integer"}, {"minimum", 0}};
  }
  return {{"type", "string"}};
}

std::string describe_roles(std::span<const workflows::Role> roles) {
  if (std::find(roles.begin(), roles.end(), workflows::Role::anonymous) != roles.end())
    return "For everybody; no key is needed.";
  std::string text = "For keys of the role";
  const char* separator = " ";
  for (const workflows::Role role : roles) {
    if (role == workflows::Role::system) continue;
    text += std::exchange(separator, ", ");
    text += workflows::name_of(role);
  }
  return text + '.';
}

}  // namespace jejak::routes
