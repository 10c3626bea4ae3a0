#include "workflows/schema_text.hpp"

#include <algorithm>
#include <array>

#include "engine/core/uuid.hpp"
#include "workflows/field.hpp"
#include "workflows/notification/mail.hpp"
#include "workflows/schema.hpp"
#include "workflows/schema_message.hpp"
#include "workflows/text_rule.hpp"

namespace jejak::workflows {

namespace {

struct Format {
  std::string_view name;
  bool (*holds)(std::string_view text);
  std::string_view en;
  std::string_view id;
};

constexpr std::array formats = {
    Format{"date", is_date, "must be a day of the calendar such as 2022-05-25", "harus berupa tanggal seperti 2022-05-25"},
    Format{"date-time", [](std::string_view text) { return parse_rfc3339(text).has_value(); },
           "must be an RFC 3339 instant such as 2022-05-25T09:00:00+07:00",
           "harus berupa waktu RFC 3339 seperti 2022-05-25T09:00:00+07:00"},
    Format{"email", is_mail_address, "must be an e-mail address such as layanan@example.go.id", "harus berupa alamat surel seperti layanan@example.go.id"},
    Format{"uuid", is_uuid, "must be a lower-case UUID", "harus berupa UUID huruf kecil"},
    Format{"slug", [](std::string_view text) { return is_uuid(text) || is_slug(text); },
           "must be a lower-case UUID or 3 to 64 of a-z, 0-9 and dashes",
           "harus berupa UUID huruf kecil atau 3 sampai 64 dari a-z, 0-9, dan tanda hubung"}};

// The place of a value as the walk came to it; a pointer is made of it only for a fault.
struct Place {
  const Place* above = nullptr;
  std::string_view name;

  std::string pointer() const { return above == nullptr ? "" : above->pointer() + "/" + pointer_escape(name); }
};

class TextWalk {
 public:
  explicit TextWalk(Faults& faults) : faults_(faults) {}

  void visit(const json::value* schema, const json::value& value, const Place& place) {
    if (faults_.size() >= faults_max) return;
    if (const auto* text = value.if_string()) return check(schema, *text, place);
    if (const auto* object = value.if_object()) {
      for (const auto& [name, member] : *object) visit_member(schema, name, member, place);
    } else if (const auto* array = value.if_array()) {
      const json::value* of_element = schema_below(schema, "");
      for (std::size_t index = 0; index < array->size(); ++index) {
        const std::string number = std::to_string(index);
        visit(of_element, (*array)[index], {&place, number});
      }
    }
  }

 private:
  void visit_member(const json::value* schema, std::string_view name, const json::value& member, const Place& place) {
    if (faults_.size() >= faults_max) return;
    const Place below{&place, name};
    if (auto forbidden = forbidden_character(name, TextKind::line)) {
      return tell(below, {"has a name that " + forbidden->en, "punya nama yang " + forbidden->id});
    }
    visit(schema_below(schema, name), member, below);
  }

  void check(const json::value* schema, std::string_view text, const Place& place) {
    static const json::object nothing;
    const json::object& says = schema != nullptr && schema->is_object() ? schema->get_object() : nothing;
    const bool passage = !says.contains("maxLength") || integer_of(says, "maxLength") >= passage_size_min;
    if (auto forbidden = forbidden_character(text, passage ? TextKind::passage : TextKind::line))
      return tell(place, *std::move(forbidden));
    if (integer_of(says, "minLength") > 0 && is_blank(text))
      return tell(place, {"must not be blank", "tidak boleh kosong"});
    const auto format = std::ranges::find(formats, text_of(says, "format"), &Format::name);
    if (format != formats.end() && !format->holds(text))
      tell(place, {std::string(format->en), std::string(format->id)});
  }

  void tell(const Place& place, Sentence what) {
    std::string pointer = place.pointer();
    const bool told = std::ranges::find(faults_, pointer, &Fault::pointer) != faults_.end();
    if (!told) faults_.push_back({std::move(pointer), std::move(what.en), std::move(what.id)});
  }

  Faults& faults_;
};

}  // namespace

void add_text_faults(Faults& faults, const json::value& schema, const json::value& document) {
  TextWalk(faults).visit(&schema, document, {});
}

}  // namespace jejak::workflows
