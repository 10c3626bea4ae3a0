#include "engine/core/json.hpp"
#include "storage/format/view_query.hpp"
#include "storage/merkle/sha256.hpp"

namespace jejak {

Hash schemas_hash(std::span<const ViewSchema> schemas) {
  json::array list;
  for (const ViewSchema& schema : schemas) {
    json::array fields;
    for (const ViewField& field : schema.fields) {
      fields.push_back(json::array{field.name, field.pointer, field.filtered, field.sorted, field.searched, field.indexed,
                                   field.leads_key});
    }
    list.push_back(json::array{schema.name, schema.revision, std::move(fields)});
  }
  return sha256(bytes_of(canonical_json(list)));
}

}  // namespace jejak
