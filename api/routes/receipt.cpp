#include "api/routes/receipt.hpp"

#include <algorithm>

#include "engine/core/json.hpp"

namespace jejak::routes {
namespace {

const Recorded& told_of(const std::vector<Recorded>& events, std::string_view stream) {
  const auto found = std::find_if(events.rbegin(), events.rend(),
                                  [&](const Recorded& each) { return each.stream.starts_with(stream); });
  return found == events.rend() ? events.back() : *found;
}

// `"leaf_hash":"..","position":7,"stream":"..","stream_version":1`
void append_place(std::string& out, const Recorded& event) {
  out += R"("leaf_hash":")";
  append_hex(out, event.leaf_hash);
  out += R"(","position":)";
  out += std::to_string(event.position);
  out += R"(,"stream":)";
  append_canonical_string(out, event.stream);
  out += R"(,"stream_version":)";
  out += std::to_string(event.stream_version);
}

void append_events(std::string& out, const std::vector<Recorded>& events) {
  out += R"("events":[)";
  for (const Recorded& event : events) {
    if (out.back() != '[') out += ',';
    out += '{';
    append_place(out, event);
    out += R"(,"type":)";
    append_canonical_string(out, event.type);
    out += '}';
  }
  out += ']';
}

}  // namespace

std::string render_receipt(const Done& done, std::string_view stream, std::string_view further) {
  std::string out;
  out.reserve(512 + done.events.size() * 256);
  out += '{';
  const auto separate = [&out] {
    if (out.back() != '{') out += ',';
  };
  for (const auto& member : done.answer) {
    separate();
    append_canonical_string(out, member.key());
    out += ':';
    append_canonical(out, member.value());
  }
  if (!further.empty()) {
    separate();
    out += further;
  }
  if (!done.events.empty()) {
    const Recorded& event = told_of(done.events, stream);
    separate();
    append_events(out, done.events);
    out += ',';
    append_place(out, event);
    out += R"(,"time":")";
    out += format_rfc3339(event.time);
    out += '"';
  }
  out += '}';
  return out;
}

}  // namespace jejak::routes
