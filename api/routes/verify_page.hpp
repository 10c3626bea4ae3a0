#pragma once
#include <string>

#include "api/documents/award_facts.hpp"
#include "api/documents/seal.hpp"

namespace jejak::routes {

// Pages for people who hold a paper and want to know whether it is so, in Indonesian and English. Every text is escaped.
std::string award_page(const documents::AwardFacts& facts, const documents::Seal& seal);
std::string log_page(Position size, const Hash& root);

}  // namespace jejak::routes
