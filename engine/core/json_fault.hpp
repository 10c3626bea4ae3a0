#pragma once
#include <boost/json/error.hpp>
#include <string_view>

#include "engine/core/json.hpp"

namespace jejak {

// What the strict parser refuses although it is JSON.
enum class Refused { nothing, nul, number };

// The fault for a text that Boost.JSON stopped reading at byte `end`.
JsonFault syntax_fault(const json::error_code& error, std::size_t end, std::size_t depth_max);

// The fault for a text that the strict parser stopped reading at byte `end`, at the start of what it refused.
JsonFault refused_fault(Refused why, std::string_view text, std::size_t end);

// The fault for a valid text in which some object has a key twice.
JsonFault duplicate_fault(std::string_view text);

}  // namespace jejak
