#pragma once
#include <string>

#include "api/documents/seal.hpp"
#include "engine/core/json.hpp"

namespace jejak::documents {

// The certificate of an award, in Indonesian and English. Documents are those of the views `awards` and `competitions`.
struct Certificate {
  const json::object& award;
  const json::object& competition;
  std::string organizer;  // its name
  std::string zone;       // of the competition
  Seal seal;              // of the event AwardGranted
};
std::string certificate_pdf(const Certificate& certificate);

}  // namespace jejak::documents
