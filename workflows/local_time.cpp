#include "workflows/local_time.hpp"

#include <array>
#include <chrono>

#include "workflows/rulebook.hpp"

namespace jejak::workflows {

namespace {

constexpr std::array<std::string_view, 7> days = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};
constexpr std::array<std::string_view, 12> months = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                                                     "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};

constexpr std::array<std::string_view, 7> days_en = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> months_en = {"January", "February", "March",     "April",   "May",      "June",
                                                        "July",    "August",   "September", "October", "November", "December"};

using Instant = std::chrono::sys_time<std::chrono::microseconds>;

Instant on_clock(Timestamp time, std::string_view zone) {
  return Instant(std::chrono::microseconds(time.microseconds)) + std::chrono::minutes(zone_offset_minutes(zone).value_or(0));
}

std::string_view clock_of(std::string_view zone) {
  switch (zone_offset_minutes(zone).value_or(0)) {
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

using Names = std::array<std::string_view, 12>;

std::string date_of(Instant instant, const Names& names = months) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(instant));
  return std::to_string(static_cast<unsigned>(date.day())) + " " + std::string(names[static_cast<unsigned>(date.month()) - 1]) + " " +
         std::to_string(static_cast<int>(date.year()));
}

}  // namespace

std::string day_alone(Timestamp time, std::string_view zone) { return date_of(on_clock(time, zone)); }

std::string day_and_time(Timestamp time, std::string_view zone) { return told_time(time, zone).id; }

Sentence told_time(Timestamp time, std::string_view zone) {
  const Instant instant = on_clock(time, zone);
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(instant - day).count();
  const auto two = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  const unsigned weekday = std::chrono::weekday(day).c_encoding();
  const std::string hours = two(minutes / 60), rest = two(minutes % 60), clock(clock_of(zone));
  return {std::string(days_en[weekday]) + ", " + date_of(instant, months_en) + ", " + hours + ":" + rest + " " + clock,
          std::string(days[weekday]) + ", " + date_of(instant) + " pukul " + hours + "." + rest + " " + clock};
}

}  // namespace jejak::workflows
