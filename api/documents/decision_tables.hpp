#pragma once
#include <vector>

#include "api/documents/decided_stage.hpp"
#include "api/documents/table.hpp"

namespace jejak::documents {

// What justifies a selection, a sheet each: the rules (aturan), the results (hasil), every score that counted (nilai), sheets that do not and why
// (dikesampingkan), ties and what broke them (seri), changes by the plenary (pleno), and where the log has it and how to count again (bukti).
// Jurors are numbered; their names are there where the reader may see them. Instants are on the competition's clock.
std::vector<Table> decision_tables(const DecidedStage& stage);

}  // namespace jejak::documents
