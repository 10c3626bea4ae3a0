#pragma once
#include <boost/system/result.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace jejak {

// A value or the reason why there is none. E is a Rejection, Faults or an error of one room; never an exception.
template <class T, class E>
using Result = boost::system::result<T, E>;

// One thing wrong with a JSON document: where (RFC 6901 JSON Pointer, "" is the whole document) and what,
// as one sentence that names the limit and what would be accepted. `message_id` is the same in Indonesian; empty where
// the fault is for those who write definitions.
struct Fault {
  std::string pointer;
  std::string message;
  std::string message_id = {};
  bool operator==(const Fault&) const = default;
};

// Every fault of one document, in document order; never empty where it is an error.
using Faults = std::vector<Fault>;

// What value() of a Result does when it holds an error of ours (found by its namespace): asking is then a bug.
template <class E>
[[noreturn]] void throw_exception_from_error(const E&, const boost::source_location& place) {
  throw std::logic_error(std::string("value() of a result that holds an error, in ") + place.function_name());
}

}  // namespace jejak
