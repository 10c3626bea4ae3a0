#include "workflows/notification/mail.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include "engine/core/hex.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

constexpr std::size_t address_bytes_max = 254, local_bytes_max = 64, label_bytes_max = 63;

bool is_alphanumeric(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
bool is_atom(char c) { return is_alphanumeric(c) || std::string_view("!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos; }

// Whether every piece between dots is one.
bool are_pieces(std::string_view text, bool (*is_piece)(std::string_view)) {
  for (;;) {
    const auto dot = text.find('.');
    if (!is_piece(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_word(std::string_view piece) { return !piece.empty() && std::ranges::all_of(piece, is_atom); }
bool is_label(std::string_view piece) {
  return !piece.empty() && piece.size() <= label_bytes_max && piece.front() != '-' && piece.back() != '-' &&
         std::ranges::all_of(piece, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

// "Mon, 01 Jun 2026 02:00:00 +0000" (RFC 5322, 3.3).
std::string date_of(Timestamp instant) {
  static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::sys_time<std::chrono::microseconds> time{std::chrono::microseconds(instant.microseconds)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::string text = format_rfc3339(instant);  // 2026-06-01T02:00:00.000000Z
  std::string written = days[std::chrono::weekday(day).c_encoding()];
  written += ", " + text.substr(8, 2) + " " + months[static_cast<unsigned>(date.month()) - 1] + " " + text.substr(0, 4);
  return written + " " + text.substr(11, 8) + " +0000";
}

// An encoded word holds at most 75 characters and its line 76 (RFC 2047, 2), of which "Subject: " takes nine: 39 bytes of UTF-8, never
// cut within a character.
std::string encoded_words(std::string_view text) {
  constexpr std::size_t bytes_max = 39;
  std::string words;
  while (!text.empty()) {
    std::size_t size = std::min(bytes_max, text.size());
    while (size < text.size() && size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80U) --size;
    if (!words.empty()) words += "\r\n ";
    words += "=?UTF-8?B?" + to_base64(bytes_of(text.substr(0, size))) + "?=";
    text.remove_prefix(size);
  }
  return words;
}

std::string in_lines(const std::string& base64) {
  constexpr std::size_t width = 76;
  std::string lines;
  for (std::size_t at = 0; at < base64.size(); at += width) lines += base64.substr(at, width) + "\r\n";
  return lines;
}

std::string text_for_people(const json::object& notification) {
  const auto& text = object_of(notification, "text");
  std::string body(text_of(text, "id"));
  body += "\n\n";
  body += text_of(text, "en");
  body += "\n\n-- \nPesan otomatis. / An automatic message.\n";
  const auto line = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) body.append(name).append(value).append("\n");
  };
  line("Kompetisi / Competition: ", text_of(notification, "competition"));
  line("Usulan / Proposal: ", text_of(notification, "proposal"));
  const auto position = integer_of(object_of(notification, "about"), "position");
  line("Peristiwa / Event: ", std::to_string(position));
  return body;
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at > local_bytes_max || text.size() > address_bytes_max) return false;
  return are_pieces(text.substr(0, at), is_word) && are_pieces(text.substr(at + 1), is_label);
}

std::string mail_message(const Mail& mail, const json::object& notification) {
  const std::string domain(mail.from.substr(mail.from.rfind('@') + 1));
  constexpr std::size_t subject_bytes_max = 120;
  std::string_view subject = text_of(object_of(notification, "text"), "id");
  std::size_t size = std::min(subject.size(), subject_bytes_max);
  while (size < subject.size() && (static_cast<unsigned char>(subject[size]) & 0xc0U) == 0x80U) --size;
  std::string message = "From: <" + std::string(mail.from) + ">\r\nTo: <" + std::string(mail.to) + ">\r\n";
  message += "Subject: " + encoded_words(subject.substr(0, size)) + "\r\n";
  message += "Date: " + date_of(mail.sent) + "\r\n";
  message += "Message-ID: <" + std::string(text_of(notification, "id")) + "@" + domain + ">\r\n";
  message += "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";  // RFC 3834
  message += "Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n";
  return message + in_lines(to_base64(bytes_of(text_for_people(notification))));
}

}  // namespace jejak::workflows
