#pragma once
#include <string>
#include <string_view>

#include "engine/core/time.hpp"
#include "workflows/sentence.hpp"

namespace jejak::workflows {

// "Selasa, 16 Maret 2021 pukul 10.15 WIB" on the clock of that zone of Indonesia (UTC for any other).
std::string day_and_time(Timestamp time, std::string_view zone);
std::string day_alone(Timestamp time, std::string_view zone);  // "16 Maret 2021"

// The same in both languages: "Tuesday, 16 March 2021, 10:15 WIB" in English.
Sentence told_time(Timestamp time, std::string_view zone);

}  // namespace jejak::workflows
