#pragma once
#include <string>

#include "api/documents/seal.hpp"
#include "engine/core/json.hpp"

namespace jejak::documents {

// What an entrant keeps of having submitted. Documents are those of the views `proposal_details` and `competitions`.
struct SubmissionReceipt {
  json::object proposal, competition;
  std::string organizer;  // its name
  std::string zone;       // of the competition
  Timestamp submitted_at{};
  Seal seal;  // of the event by which it was submitted
};
std::string receipt_pdf(const SubmissionReceipt& receipt);

}  // namespace jejak::documents
