#pragma once
#include <string>
#include <string_view>

namespace jejak::workflows {

// The stem of an Indonesian word, the same for its forms: pelayanan, melayani and layanan are one. A light stemmer without a dictionary, after
// F. Z. Tala, "A Study of Stemming Effects on Information Retrieval in Bahasa Indonesia" (University of Amsterdam, 2003), who takes affixes off while two
// syllables are left, and the classes of prefixes of M. Adriani, J. Asian, B. Nazief, S. Tahaghoghi and H. Williams, "Stemming Indonesian: A
// Confix-Stripping Approach" (ACM TALIP 6(4), 2007): me- mem- men- meng- meny- pe- per- ber- di- ke- ter- se-, -kan -an -i -nya -lah -kah -ku -mu.
// It is no word itself: a first letter that a nasal prefix would swallow is that nasal. Letters come in any case; what is not all of a to z stays.
std::string stem(std::string_view word);

// A text as it is searched: its words and their stems, each once, with a space between.
std::string searchable_text(std::string_view text);
// What is looked for in such a text: the stem of each word, all of which must be there.
std::string searched_text(std::string_view text);

}  // namespace jejak::workflows
