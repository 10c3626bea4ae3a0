#pragma once
#include <string>

#include "engine/core/event.hpp"
#include "engine/core/hex.hpp"

namespace jejak::documents {

// What a paper says of the log: where the event that it is about stands, and the root of the tree that ends with it.
struct Seal {
  Position position = 0;
  Hash leaf{};
  Hash root{};          // of the tree of `position` leaves
  std::string address;  // where anybody can check it; goes into the QR code
};

// Sixteen proquints (arXiv 0901.4016), separated by spaces: a hash that can be read out and heard.
std::string in_words(const Hash& hash);

}  // namespace jejak::documents
