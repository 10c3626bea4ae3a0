#pragma once
#include <string>
#include <string_view>

namespace jejak::documents {

// What the log calls it in a word of the program, in Indonesian; a name that is not known stays as it is.
std::string element_in_indonesian(std::string_view element);              // of the jury
std::string sheet_in_indonesian(std::string_view outcome);                // why a sheet does not count
std::string method_in_indonesian(std::string_view method);                // normalisation, aggregate
std::string tie_in_indonesian(std::string_view then);                     // what a tie at the cut means
std::string outcome_in_indonesian(std::string_view outcome);              // in, out
std::string status_in_indonesian(std::string_view status);                // of a change by the plenary
std::string with_comma(std::string_view decimal);                         // "86.1667" is 86,1667

}  // namespace jejak::documents
