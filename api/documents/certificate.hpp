#pragma once
#include <string>

#include "api/documents/award_facts.hpp"
#include "api/documents/seal.hpp"

namespace jejak::documents {

// The certificate of an award, in Indonesian and English. Its number is the position of the event that granted it.
struct Certificate {
  AwardFacts facts;
  json::object result;  // of the stage that was decided last: stage, rank; empty where there is none
  Seal seal;            // of the event AwardGranted
};
std::string certificate_pdf(const Certificate& certificate);

}  // namespace jejak::documents
