#include <ostream>

#include "engine/statechart/graph.hpp"
#include "tools/workflow_file.hpp"

namespace jejak::tools {

int draw_workflow(const std::string& file, std::string_view format, std::ostream& out, std::ostream& errors) {
  const WorkflowFile workflow = read_workflow_file(file);
  for (const auto& fault : workflow.faults) errors << fault << '\n';
  if (!workflow.definition) return workflow.exit_code;
  if (format == "dot") {
    out << statechart::to_dot(*workflow.definition);
  } else if (format == "scxml") {
    out << statechart::to_scxml(*workflow.definition);
  } else if (format == "promela") {
    out << statechart::to_promela(*workflow.definition);
  } else {
    out << statechart::to_mermaid(*workflow.definition);
  }
  return workflow_fine;
}

}  // namespace jejak::tools
