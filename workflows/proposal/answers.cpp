#include "workflows/proposal/answers.hpp"

#include "workflows/field.hpp"
#include "workflows/proposal/words.hpp"
#include "workflows/refusal.hpp"

namespace jejak::workflows {

Result<Measured, Rejection> measure(const Rulebook& rulebook, const json::object& answers) {
  Measured measured;
  Faults unknown, too_long;
  for (const auto& [key, answer] : answers) {
    const std::string pointer = "/answers/" + pointer_escape(key);
    const Question* question = rulebook.find_question(key);
    if (question == nullptr) {
      unknown.push_back({pointer, "is not a question of this competition", "bukan pertanyaan kompetisi ini"});
      continue;
    }
    const std::size_t words = words_in(answer.get_string());
    if (words > question->words_max) {
      const std::string count = std::to_string(words);
      const std::string most = std::to_string(question->words_max);
      too_long.push_back({pointer, "has " + count + " words; at most " + most + " are allowed",
                          "memuat " + count + " kata; paling banyak " + most + " kata"});
    }
    measured.words[key] = words;
  }
  if (!unknown.empty()) return invalid("unknown_question", unknown);
  if (!too_long.empty()) return invalid("answers_too_long", too_long);
  for (const Question& question : rulebook.questions) {
    if (question.required && integer_of(measured.words, question.key) == 0) measured.missing.emplace_back(question.key);
  }
  return measured;
}

}  // namespace jejak::workflows
