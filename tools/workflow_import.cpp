#include <boost/json/serialize.hpp>
#include <ostream>

#include "tools/scxml_reader.hpp"
#include "tools/workflow_file.hpp"

namespace jejak::tools {

namespace {

int refuse(const std::string& file, const std::vector<XmlFault>& faults, std::ostream& errors) {
  for (const auto& [line, message] : faults) errors << file << ":" << line << ": " << message << '\n';
  return workflow_wrong;
}

}  // namespace

int import_workflow(const std::string& file, std::ostream& out, std::ostream& errors) {
  const auto bytes = bytes_of_file(file);
  if (!bytes) {
    errors << file << ": cannot be read, or is empty\n";
    return workflow_wrong_use;
  }
  auto root = read_xml(*bytes);
  if (!root) return refuse(file, {root.error()}, errors);
  const auto document = definition_of_scxml(*std::move(root));
  if (!document) return refuse(file, document.error(), errors);
  const std::string text = json::serialize(*document);
  const auto again = parse_json(text);  // as strict with it as with any file
  if (!again) return refuse(file, {{1, "no definition comes of it: " + again.error().message}}, errors);
  out << text << '\n';
  const auto definition = statechart::compile(*again);
  if (definition) return workflow_fine;
  for (const auto& fault : definition.error())
    errors << file << ":" << fault.pointer << ": " << fault.message << '\n';
  return workflow_wrong;
}

}  // namespace jejak::tools
