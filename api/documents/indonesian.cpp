#include "api/documents/indonesian.hpp"

#include <array>
#include <chrono>

#include "workflows/rulebook.hpp"

namespace jejak::documents {

namespace {

constexpr std::array<std::string_view, 7> days = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};
constexpr std::array<std::string_view, 12> months = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                                                     "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

Instant on_clock(Timestamp time, std::string_view zone) {
  return Instant(std::chrono::microseconds(time.microseconds)) + std::chrono::minutes(workflows::zone_offset_minutes(zone).value_or(0));
}

std::string_view clock_of(std::string_view zone) {
  switch (workflows::zone_offset_minutes(zone).value_or(0)) {
    case 420:
      return "WIB";
    case 480:
      return "WITA";
    case 540:
      return "WIT";
    default:
      return "UTC";
  }
}

std::string date_of(Instant instant) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(instant));
  return std::to_string(static_cast<unsigned>(date.day())) + " " + std::string(months[static_cast<unsigned>(date.month()) - 1]) + " " +
         std::to_string(static_cast<int>(date.year()));
}

}  // namespace

std::string day_alone(Timestamp time, std::string_view zone) { return date_of(on_clock(time, zone)); }

std::string day_and_time(Timestamp time, std::string_view zone) {
  const Instant instant = on_clock(time, zone);
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(instant - day).count();
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return std::string(days[std::chrono::weekday(day).c_encoding()]) + ", " + date_of(instant) + " pukul " + two(minutes / 60) + "." + two(minutes % 60) +
         " " + std::string(clock_of(zone));
}

}  // namespace jejak::documents
