#pragma once
#include <string>

namespace jejak::workflows {

// One sentence in both languages of the house.
struct Sentence {
  std::string en;
  std::string id;
};

}  // namespace jejak::workflows
