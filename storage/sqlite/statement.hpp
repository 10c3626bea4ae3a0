#pragma once
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/core/hex.hpp"

namespace jejak::sqlite {

// A prepared statement for the hot path: binds without copying (what is bound must outlive the step), reads
// without allocating. A failed prepare leaves it null, which step reports as SQLITE_MISUSE.
class Statement {
 public:
  Statement() = default;
  Statement(sqlite3* connection, std::string_view sql) {
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made,
                       nullptr);
    handle_.reset(made);
  }

  Statement& bind(int index, std::int64_t number) {
    sqlite3_bind_int64(handle_.get(), index, number);
    return *this;
  }
  Statement& bind(int index, std::uint64_t number) { return bind(index, static_cast<std::int64_t>(number)); }
  Statement& bind(int index, std::string_view text) {
    // A null pointer would bind NULL.
    const char* data = text.data() == nullptr ? "" : text.data();
    sqlite3_bind_text64(handle_.get(), index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
  }
  Statement& bind_blob(int index, Bytes bytes) {
    const void* data = bytes.data() == nullptr ? static_cast<const void*>("") : bytes.data();
    sqlite3_bind_blob64(handle_.get(), index, data, bytes.size(), SQLITE_STATIC);
    return *this;
  }
  Statement& bind_null(int index) {
    sqlite3_bind_null(handle_.get(), index);
    return *this;
  }

  int step() { return sqlite3_step(handle_.get()); }
  // One step of a statement without rows, ready for the next; SQLITE_DONE when it went well.
  int run() {
    const int code = step();
    reset();
    return code;
  }
  void reset() { sqlite3_reset(handle_.get()); }

  bool is_null(int column) const { return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL; }
  int type(int column) const { return sqlite3_column_type(handle_.get(), column); }
  std::int64_t number(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  std::uint64_t count(int column) const { return static_cast<std::uint64_t>(number(column)); }
  // Valid until the next step or reset.
  std::string_view text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_.get(), column));
    return data == nullptr ? std::string_view() : std::string_view(data, size(column));
  }
  std::string_view blob(int column) const {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_.get(), column));
    return data == nullptr ? std::string_view() : std::string_view(data, size(column));
  }
  bool prepared() const { return handle_ != nullptr; }

 private:
  std::size_t size(int column) const {
    return static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  }
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace jejak::sqlite
