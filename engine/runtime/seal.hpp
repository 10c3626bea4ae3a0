#pragma once
#include <concepts>
#include <functional>
#include <optional>
#include <string_view>

#include "engine/core/json.hpp"
#include "engine/ports/vault.hpp"

namespace jejak {

// Replaces every {"$personal":{"subject":S,"value":V}} in `value`, at any depth, by {"$sealed":{"box":B,"subject":S}}
// where B is the vault's box over the RFC 8785 bytes of V. Marks within V are sealed first. What only looks like a mark
// (another member beside it, no subject) is left as it is. On a Failure `value` is half done: give it up.
std::optional<Failure> seal_personal(json::value& value, Vault& vault);

// The inverse, for a reader: every {"$sealed":...} becomes its clear value, or null where the key is gone, the box is
// not one of the vault's, or the reader may not see that subject.
using MaySee = std::function<bool(std::string_view subject)>;
void open_sealed(json::value& value, Vault& vault, const MaySee& may_see);

// The same for a reader who may see all or nothing. (Exactly a bool: a lambda must not turn into one.)
void open_sealed(json::value& value, Vault& vault, std::same_as<bool> auto may_see) {
  open_sealed(value, vault, MaySee([may_see](std::string_view) { return may_see; }));
}

}  // namespace jejak
