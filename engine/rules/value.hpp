#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "engine/rules/rule.hpp"

namespace jejak::rules {

struct List;
struct Pair;

// What an operation takes and gives: a JavaScript value that borrows its text, arrays and objects from the
// data, the rule or the arena of the running evaluation. Copying it copies two words.
class Value {
 public:
  enum class Kind : unsigned char {
    undefined,
    null,
    boolean,
    number,
    string,
    array,   // of the data or the rule
    list,    // made by the evaluation
    object,  // of the data or the rule
    bound,   // an object of borrowed parts
    pair     // reduce's {"current","accumulator"}
  };

  Value() = default;
  static Value null() { return Value(Kind::null); }
  static Value of(bool boolean);
  static Value of(double number);
  static Value of(std::string_view text);
  static Value of(const json::value& json);
  static Value of(const json::object& object);
  static Value of(const List& list);
  static Value of(const Pair& pair);
  static Value of(std::span<const Binding> parts);
  static Value of(const Binding& binding);

  Kind kind() const { return kind_; }
  bool is_undefined() const { return kind_ == Kind::undefined; }
  bool is_nullish() const { return kind_ == Kind::undefined || kind_ == Kind::null; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_list() const { return kind_ == Kind::array || kind_ == Kind::list; }
  bool is_reference() const { return kind_ >= Kind::array; }

  // Preconditions: the kind is the one named.
  bool boolean() const { return size_ != 0; }
  double number() const { return number_; }
  std::string_view text() const { return {static_cast<const char*>(pointer_), size_}; }
  const json::object& object() const { return *static_cast<const json::object*>(pointer_); }
  const Pair& pair() const { return *static_cast<const Pair*>(pointer_); }
  std::span<const Binding> parts() const { return {static_cast<const Binding*>(pointer_), size_}; }

  // Of an array or list.
  std::size_t length() const;
  Value element(std::size_t index) const;

  // Whether both are the same array or object, as JavaScript's === asks.
  bool same_reference(const Value& other) const {
    return kind_ == other.kind_ && pointer_ == other.pointer_ && size_ == other.size_;
  }

 private:
  explicit Value(Kind kind) : kind_(kind) {}
  Value(Kind kind, const void* pointer, std::size_t size) : kind_(kind), size_(size), pointer_(pointer) {}

  Kind kind_ = Kind::undefined;
  std::size_t size_ = 0;
  union {
    double number_;
    const void* pointer_ = nullptr;
  };
};

struct List {
  std::vector<Value> items;
};

struct Pair {
  Value current;
  Value accumulator;
};

}  // namespace jejak::rules
