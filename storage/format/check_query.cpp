#include <algorithm>

#include "storage/format/cursor.hpp"
#include "storage/format/view_query.hpp"

namespace jejak {
namespace {

std::optional<std::size_t> field_number(const ViewSchema& schema, std::string_view name,
                                        bool ViewField::*wanted) {
  for (std::size_t i = 0; i < schema.fields.size(); ++i) {
    if (schema.fields[i].name == name && schema.fields[i].*wanted) return i;
  }
  return std::nullopt;
}

// "a, b, c": the names of the fields that can be used so.
std::string names_of(const ViewSchema& schema, bool ViewField::*wanted) {
  std::string names;
  for (const ViewField& field : schema.fields) {
    if (field.*wanted) names += (names.empty() ? "" : ", ") + field.name;
  }
  return names.empty() ? "none" : names;
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

void check_search(const ViewQuery& query, const ViewSchema& schema, CheckedQuery& checked, Faults& faults) {
  checked.search_field = field_number(schema, query.search->field, &ViewField::searched);
  if (!checked.search_field) {
    faults.push_back({"search", "cannot search in " + query.search->field +
                                    "; searched fields: " + names_of(schema, &ViewField::searched)});
  }
  checked.words = search_words(query.search->value);
  if (checked.words.size() > search_words_max) {
    const std::string most = std::to_string(search_words_max);
    faults.push_back({"search", "at most " + most + " words", "paling banyak " + most + " kata"});
  }
}

}  // namespace

std::vector<std::string> search_words(std::string_view text) {
  std::vector<std::string> words;
  auto next = text.begin();
  while ((next = std::find_if(next, text.end(), is_word_byte)) != text.end()) {
    const auto end = std::find_if_not(next, text.end(), is_word_byte);
    words.emplace_back(next, end);
    next = end;
  }
  return words;
}

Result<CheckedQuery, Faults> check_query(const ViewQuery& query, const ViewSchema* schema) {
  if (schema == nullptr) return Faults{{"view", "there is no view " + query.view}};
  CheckedQuery checked;
  Faults faults;
  for (const ViewQuery::Filter& filter : query.filters) {
    if (const auto field = field_number(*schema, filter.field, &ViewField::filtered)) {
      checked.filters.push_back({*field, filter.value});
    } else {
      faults.push_back({filter.field, "cannot filter by " + filter.field +
                                          "; filtered fields: " + names_of(*schema, &ViewField::filtered)});
    }
  }
  if (query.search) check_search(query, *schema, checked, faults);
  if (!query.sort.empty()) {
    checked.sort_field = field_number(*schema, query.sort, &ViewField::sorted);
    if (!checked.sort_field) {
      faults.push_back({"sort", "cannot sort by " + query.sort +
                                    "; sorted fields: " + names_of(*schema, &ViewField::sorted)});
    }
  }
  checked.descending = query.descending;
  checked.limit = query.limit;
  if (query.limit == 0 || query.limit > view_page_max) {
    faults.push_back({"limit", "limit must be from 1 to " + std::to_string(view_page_max)});
  }
  if (!query.cursor.empty()) {
    checked.after = parse_cursor(query, *schema);
    if (!checked.after)
      faults.push_back({"cursor", "the cursor is not one of this query's; leave it out to start anew",
                        "kursor ini bukan dari kueri ini; hilangkan untuk mulai dari awal"});
  }
  if (!faults.empty()) return faults;
  return checked;
}

}  // namespace jejak
