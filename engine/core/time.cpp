#include "engine/core/time.hpp"

#include <chrono>

namespace jejak {
namespace {

constexpr std::int64_t second = 1'000'000;
constexpr std::int64_t minute = 60 * second;
constexpr std::int64_t hour = 60 * minute;
constexpr std::int64_t day = 24 * hour;

// Reads a text from the left; every step says whether it found what it wanted.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}
  bool done() const { return rest_.empty(); }
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // Exactly `count` digits.
  bool number(int count, int& out) {
    out = 0;
    for (; count > 0; --count) {
      if (!digit_next()) return false;
      out = out * 10 + take_digit();
    }
    return true;
  }
  // One digit or more, as far as the result fits.
  bool number(std::int64_t& out) {
    if (!digit_next()) return false;
    for (out = 0; digit_next();) {
      if (__builtin_mul_overflow(out, 10, &out) || __builtin_add_overflow(out, take_digit(), &out))
        return false;
    }
    return true;
  }
  // One to six digits after a point, as microseconds.
  bool microseconds(std::int64_t& out) {
    std::int64_t unit = second;
    for (out = 0; digit_next() && unit > 1;) {
      unit /= 10;
      out += unit * take_digit();
    }
    return unit < second && !digit_next();
  }

 private:
  bool digit_next() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  int take_digit() {
    const int digit = rest_.front() - '0';
    rest_.remove_prefix(1);
    return digit;
  }
  std::string_view rest_;
};

std::optional<std::int64_t> days_since_1970(int year, int month, int day_of_month) {
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day_of_month))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

bool read_date(Reader& reader, std::int64_t& days) {
  int year = 0, month = 0, day_of_month = 0;
  if (!reader.number(4, year) || !reader.take('-') || !reader.number(2, month) || !reader.take('-') ||
      !reader.number(2, day_of_month)) {
    return false;
  }
  const auto found = days_since_1970(year, month, day_of_month);
  days = found.value_or(0);
  return found.has_value();
}

// `leap` says that the second was :60; the time is then that of :59.
bool read_time_of_day(Reader& reader, std::int64_t& time, bool& leap) {
  int hours = 0, minutes = 0, seconds = 0;
  if (!reader.number(2, hours) || !reader.take(':') || !reader.number(2, minutes) || !reader.take(':') ||
      !reader.number(2, seconds) || hours > 23 || minutes > 59 || seconds > 60) {
    return false;
  }
  leap = seconds == 60;
  std::int64_t fraction = 0;
  if (reader.take('.') && !reader.microseconds(fraction)) return false;
  time = hours * hour + minutes * minute + (leap ? 59 : seconds) * second + fraction;
  return true;
}

bool read_offset(Reader& reader, std::int64_t& offset) {
  offset = 0;
  if (reader.take('Z') || reader.take('z')) return true;
  const bool west = reader.take('-');
  if (!west && !reader.take('+')) return false;
  int hours = 0, minutes = 0;
  if (!reader.number(2, hours) || !reader.take(':') || !reader.number(2, minutes) || hours > 23 ||
      minutes > 59) {
    return false;
  }
  offset = (hours * hour + minutes * minute) * (west ? -1 : 1);
  return true;
}

void append_digits(std::string& out, std::int64_t number, int count) {
  char digits[20];
  int at = count;
  while (at > 0) {
    digits[--at] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
  out.append(digits, static_cast<std::size_t>(count));
}

// Adds `count` of `unit`; false where the sum does not fit.
bool add(std::int64_t& sum, std::int64_t count, std::int64_t unit) {
  std::int64_t part = 0;
  return !__builtin_mul_overflow(count, unit, &part) && !__builtin_add_overflow(sum, part, &sum);
}

}  // namespace

std::string format_rfc3339(Timestamp time) {
  std::int64_t days = time.microseconds / day;
  std::int64_t rest = time.microseconds % day;
  if (rest < 0) {
    rest += day;
    --days;
  }
  // std::chrono's year ends at 32767 and the range of Timestamp does not, so the years go by whole 400-year
  // cycles.
  constexpr std::int64_t cycle = 146097;
  std::int64_t cycles = days / cycle;
  if (days % cycle < 0) --cycles;
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(static_cast<int>(days - cycles * cycle)))};
  const std::int64_t year = static_cast<int>(date.year()) + 400 * cycles;
  std::string out;
  out.reserve(27);
  if (year < 0) out += '-';
  append_digits(out, year < 0 ? -year : year, year > 9999 || year < -9999 ? 6 : 4);
  out += '-';
  append_digits(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append_digits(out, static_cast<unsigned>(date.day()), 2);
  out += 'T';
  append_digits(out, rest / hour, 2);
  out += ':';
  append_digits(out, rest / minute % 60, 2);
  out += ':';
  append_digits(out, rest / second % 60, 2);
  out += '.';
  append_digits(out, rest % second, 6);
  out += 'Z';
  return out;
}

std::optional<Timestamp> parse_rfc3339(std::string_view text) {
  constexpr std::int64_t year_0000 = -719528 * day;
  constexpr std::int64_t year_10000 = 2932897 * day;
  Reader reader(text);
  std::int64_t days = 0, time = 0, offset = 0;
  bool leap = false;
  if (!read_date(reader, days) || !(reader.take('T') || reader.take('t')) ||
      !read_time_of_day(reader, time, leap) || !read_offset(reader, offset) || !reader.done()) {
    return std::nullopt;
  }
  std::int64_t instant = days * day + time - offset;
  if (instant < year_0000 || instant >= year_10000) return std::nullopt;
  if (leap) {
    // A leap second ends a UTC day. It has no place of its own in this count, so it is the day's last
    // microsecond.
    const std::int64_t in_day = (instant - year_0000) % day;
    if (in_day < day - second) return std::nullopt;
    instant += day - 1 - in_day;
  }
  return Timestamp{instant};
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  struct Unit {
    char letter;
    bool clock;  // stands after the T
    std::int64_t microseconds;
  };
  constexpr Unit units[] = {
      {'W', false, 7 * day}, {'D', false, day}, {'H', true, hour}, {'M', true, minute}, {'S', true, second}};
  Reader reader(text);
  if (!reader.take('P') || reader.done()) return std::nullopt;
  std::int64_t sum = 0;
  bool clock = false;
  std::size_t next = 0;  // units come in this order, each at most once
  while (!reader.done()) {
    if (reader.take('T')) {
      if (clock || reader.done()) return std::nullopt;
      clock = true;
    }
    std::int64_t count = 0, fraction = 0;
    if (!reader.number(count)) return std::nullopt;
    const bool decimals = reader.take('.');
    if (decimals && !reader.microseconds(fraction)) return std::nullopt;
    while (next < std::size(units) && !(units[next].clock == clock && reader.take(units[next].letter)))
      ++next;
    if (next == std::size(units) || (decimals && units[next].letter != 'S')) return std::nullopt;
    if (!add(sum, count, units[next].microseconds) || !add(sum, fraction, 1)) return std::nullopt;
    ++next;
  }
  return sum;
}

}  // namespace jejak
