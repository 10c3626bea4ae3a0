#include "api/routes/body.hpp"

#include <algorithm>

#include "api/http/content.hpp"
#include "api/http/problem.hpp"

namespace jejak::routes {
namespace {

// Depth is bounded by the parser.
void add_reserved_names(Faults& faults, const json::value& value, const std::string& pointer) {
  if (const auto* object = value.if_object()) {
    for (const auto& [name, member] : *object) {
      if (faults.size() >= workflows::faults_max) return;
      const std::string below = pointer + '/' + pointer_escape(name);
      if (name.starts_with('$')) {
        std::erase_if(faults, [&](const Fault& fault) { return fault.pointer == below; });
        faults.push_back({below, "is a reserved name: names that begin with $ are the log's own",
                          "adalah nama yang dicadangkan: nama yang diawali $ milik catatan sendiri"});
      } else if (member.is_structured()) {
        add_reserved_names(faults, member, below);
      }
    }
  } else if (const auto* array = value.if_array()) {
    for (std::size_t index = 0; index < array->size(); ++index) {
      if (faults.size() >= workflows::faults_max) return;
      if ((*array)[index].is_structured())
        add_reserved_names(faults, (*array)[index], pointer + '/' + std::to_string(index));
    }
  }
}

}  // namespace

bool has_body(const http::Request& request) {
  return request.method == http::Method::post || request.method == http::Method::put;
}

Result<json::object, http::Response> read_body(const CommandPlan& plan, const http::Request& request) {
  if (!has_body(request)) return json::object{};
  if (plan.body_optional && request.body.empty()) return json::object{};
  auto value = http::read_json(request);
  if (!value) return std::move(value).error();
  Faults faults = plan.schema.check(*value);
  add_reserved_names(faults, *value, "");
  if (!faults.empty()) return http::problem(faults);
  return std::move(value->as_object());
}

}  // namespace jejak::routes
