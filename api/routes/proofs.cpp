#include "api/http/problem.hpp"
#include "api/http/query.hpp"
#include "api/routes/context.hpp"
#include "api/routes/functions.hpp"

namespace jejak::routes {
namespace {

using http::Response;
using http::Status;

void append_hashes(std::string& body, std::string_view name, const std::vector<Hash>& hashes) {
  body += '"';
  body += name;
  body += "\":[";
  for (const Hash& hash : hashes) {
    if (body.back() != '[') body += ',';
    body += '"';
    append_hex(body, hash);
    body += '"';
  }
  body += ']';
}

void append_hash(std::string& body, std::string_view name, const Hash& hash) {
  body += '"';
  body += name;
  body += "\":\"";
  append_hex(body, hash);
  body += '"';
}

void append_number(std::string& body, std::string_view name, std::uint64_t number) {
  body += '"';
  body += name;
  body += "\":" + std::to_string(number);
}

// A proof between sizes that are past never changes.
Response proof(std::string body) {
  return http::json_response(Status::ok, std::move(body))
      .with("Cache-Control", "public, max-age=31536000, immutable");
}

Response bad_range(std::string_view parameter, std::string en, std::string id) {
  return http::invalid_query({{std::string(parameter), std::move(en), std::move(id)}});
}

Response beyond_the_log(std::string_view parameter, Position end) {
  const std::string size = std::to_string(end);
  return bad_range(parameter, "is beyond the log, which has " + size + " events",
                   "melampaui log, yang memuat " + size + " peristiwa");
}

Response inclusion(const Context& context, Position position, Position size) {
  EventLog& log = context.ports.log;
  Hash leaf{};
  auto failure = log.read(position, 1, [&](const StoredEvent& event) {
    leaf = event.leaf_hash;
    return false;
  });
  if (failure) return problem_of(*failure);
  const auto path = log.inclusion_proof(position - 1, size);
  if (!path) return problem_of(path.error());
  const auto root = log.root(size);
  if (!root) return problem_of(root.error());
  std::string body = "{";
  append_hash(body, "leaf_hash", leaf);
  body += ',';
  append_hashes(body, "path", *path);
  body += ',';
  append_number(body, "position", position);
  body += ',';
  append_hash(body, "root", *root);
  body += ',';
  append_number(body, "size", size);
  return proof(std::move(body += '}'));
}

Response consistency(const Context& context, Position first, Position second) {
  EventLog& log = context.ports.log;
  const auto path = log.consistency_proof(first, second);
  if (!path) return problem_of(path.error());
  const auto first_root = log.root(first);
  if (!first_root) return problem_of(first_root.error());
  const auto second_root = log.root(second);
  if (!second_root) return problem_of(second_root.error());
  std::string body = "{";
  append_number(body, "first", first);
  body += ',';
  append_hash(body, "first_root", *first_root);
  body += ',';
  append_hashes(body, "path", *path);
  body += ',';
  append_number(body, "second", second);
  body += ',';
  append_hash(body, "second_root", *second_root);
  return proof(std::move(body += '}'));
}

}  // namespace

void get_checkpoint(const Context& context, const Call& call) {
  const LogHead head = context.ports.log.head();
  std::string body = "{";
  append_hash(body, "root", head.root);
  body += ',';
  append_number(body, "size", head.size);
  Response response = http::json_response(Status::ok, std::move(body += '}'));
  set_position(response, head.size);
  make_revalidated(response, true);
  call.reply(conditional(std::move(response), *call.request));
}

void prove_inclusion_of(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const Position end = context.ports.log.head().size;
  const auto position = query.number("position", 1);
  const Position size = query.number("size", 1).value_or(end);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  if (!position) return call.reply(bad_range("position", "is needed: the position of the event, from 1",
                                "diperlukan: posisi peristiwa, mulai dari 1"));
  if (size > end) return call.reply(beyond_the_log("size", end));
  if (*position > size) return call.reply(bad_range("position", "must not be greater than size", "tidak boleh lebih besar dari size"));
  on_worker(context, call.reply,
            [&context, call, at = *position, size] { call.reply(inclusion(context, at, size)); });
}

void prove_consistency_of(const Context& context, const Call& call) {
  http::QueryReader query(*call.request);
  const Position end = context.ports.log.head().size;
  const auto first = query.number("first");
  const Position second = query.number("second").value_or(end);
  if (auto bad = query.problem()) return call.reply(*std::move(bad));
  if (!first) return call.reply(bad_range("first", "is needed: the size of the earlier checkpoint",
                                "diperlukan: ukuran log pada titik periksa yang lebih awal"));
  if (second > end) return call.reply(beyond_the_log("second", end));
  if (*first > second) return call.reply(bad_range("first", "must not be greater than second", "tidak boleh lebih besar dari second"));
  on_worker(context, call.reply,
            [&context, call, from = *first, second] { call.reply(consistency(context, from, second)); });
}

}  // namespace jejak::routes
