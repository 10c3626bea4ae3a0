#pragma once
#include <string>

#include "api/documents/decided_stage.hpp"

namespace jejak::documents {

// The minutes (berita acara) of a stage's decision: how it was decided, who is in and out and why, what ties, the plenary and sheets that were set aside
// had to do with it, who signed, and lines for those of the stage's jury to sign on.
std::string minutes_pdf(const DecidedStage& stage);

}  // namespace jejak::documents
