#pragma once
#include <string>

#include "api/routes/jobs.hpp"
#include "workflows/simulation/simulate.hpp"

namespace jejak::routes {

struct SimulationReport {
  std::string competition;
  std::string organizer;  // of who asked; empty: an auditor of everything
  workflows::Simulation simulation;
  std::string failure;
};

using Simulations = Jobs<SimulationReport>;

}  // namespace jejak::routes
