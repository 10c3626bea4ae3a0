#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "engine/rules/rule.hpp"
#include "tests/specs/rules/evaluated.hpp"

namespace {
std::size_t allocations = 0;
}

// Counts every allocation of this test program.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace jejak::rules {
namespace {

TEST(Guard, over_numbers_and_booleans_allocates_nothing) {
  const auto rule = Rule::compile(parsed(
      R"({"and":[{">=":[{"var":"context.score"},85]},{"<":[0,{"var":"context.rank"},46]},{"!":{"var":"context.late"}},
                {"in":[{"var":"event.type"},["SUBMIT","RESUBMIT"]]},{"==":[{"+":[{"var":"context.rank"},1]},{"-":[5,2]}]}]})"));
  const json::value context = parsed(R"({"score":86,"rank":2,"late":false})");
  const Binding of_event[] = {{"type", std::string_view("SUBMIT")}};
  const Binding scope[] = {{"context", &context}, {"event", std::span(of_event)}};
  ASSERT_TRUE(rule);
  const std::size_t before = allocations;
  const auto holds = rule->holds(scope);
  const std::size_t after = allocations;
  ASSERT_TRUE(holds);
  EXPECT_TRUE(*holds);
  EXPECT_EQ(after, before);
}

}  // namespace
}  // namespace jejak::rules
