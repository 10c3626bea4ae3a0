#include "workflows/two_people.hpp"

#include "workflows/key/state.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

namespace {

const Keys::Key* key_of(const Keys& keys, std::string_view actor) {
  constexpr std::string_view prefix = "key-";
  if (!actor.starts_with(prefix)) return nullptr;
  const auto found = keys.by_id.find(actor.substr(prefix.size()));
  return found == keys.by_id.end() ? nullptr : &found->second;
}

bool is_same_person(World& world, std::string_view one, std::string_view other) {
  if (one == other) return true;
  const Keys& keys = world.read<Keys>("keys");
  const Keys::Key* first = key_of(keys, one);
  const Keys::Key* second = key_of(keys, other);
  const bool named = first != nullptr && second != nullptr && !first->person.empty() && !second->person.empty();
  if (named) return first->person == second->person;
  const auto issued = [](const Keys::Key* key, std::string_view by) { return key != nullptr && key->issued_by == by; };
  return issued(first, other) || issued(second, one);
}

}  // namespace

std::optional<Rejection> refuse_same_person(World& world, const Caller& caller, std::string_view proposed_by) {
  if (!is_same_person(world, caller.actor, proposed_by)) return std::nullopt;
  return conflict("same_person", {"It takes two people: whoever proposed it does not settle it, nor does a key of the same person. Where one key was issued by the other, both must name who holds them (person).",
                                  "Perlu dua orang: pengusul tidak mengesahkan usulannya sendiri, juga tidak dengan kunci milik orang yang sama. Bila salah satu kunci diterbitkan oleh yang lain, keduanya harus menyebut pemegangnya (person)."});
}

}  // namespace jejak::workflows
