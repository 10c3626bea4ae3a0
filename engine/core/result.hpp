#pragma once
#include <boost/system/result.hpp>
#include <string>
#include <vector>

namespace jejak {

// A value or the reason why there is none. E is a Rejection, Faults or an error of one room; never an exception.
template <class T, class E>
using Result = boost::system::result<T, E>;

// One thing wrong with a JSON document: where (RFC 6901 JSON Pointer, "" is the whole document) and what,
// as one sentence that names the limit and what would be accepted.
struct Fault {
  std::string pointer;
  std::string message;
  bool operator==(const Fault&) const = default;
};

// Every fault of one document, in document order; never empty where it is an error.
using Faults = std::vector<Fault>;

}  // namespace jejak
