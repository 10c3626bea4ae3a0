// Two people: which two keys are one hand's.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {
namespace {

// An admin with a key of the log's, made by `by`.
Caller admin_key(Trial& trial, Caller by, std::string_view person = "") {
  json::object body{{"role", "admin"}, {"label", "kunci"}, {"hash", std::string(64, 'a')}};
  if (!person.empty()) body["person"] = person;
  Caller caller = admin();
  caller.actor = "key-" + std::string(text_of(trial.accept("IssueKey", std::move(by), {}, body), "id"));
  return caller;
}

struct Erasing {
  Erasing() { trial.open(); }
  void propose(const Caller& who) { trial.accept("ProposeErasure", who, {}, {{"subject", subject()}, {"reason", "Diminta"}}); }
  void refused(const Caller& who) { trial.refuse("same_person", "SettleErasure", who, {{"subject", subject()}}, {{"confirm", true}}); }
  void settled(const Caller& who) { trial.accept("SettleErasure", who, {{"subject", subject()}}, {{"confirm", true}}); }
  std::string subject() const { return "entrant-" + trial.entrant; }
  Trial trial;
};

}  // namespace

TEST(Two_keys, from_the_console_are_two_people) {
  Erasing erasing;
  const Caller first = admin_key(erasing.trial, console()), second = admin_key(erasing.trial, console());
  erasing.propose(first);
  erasing.refused(first);
  erasing.settled(second);
}

TEST(Two_keys, of_which_one_was_issued_by_the_other_are_one_hand_unless_both_name_who_holds_them) {
  Erasing erasing;
  const Caller first = admin_key(erasing.trial, console(), "pegawai-1");
  const Caller unnamed = admin_key(erasing.trial, first), second = admin_key(erasing.trial, first, "pegawai-2");
  erasing.propose(first);
  erasing.refused(unnamed);
  erasing.settled(second);
}

TEST(Two_keys, of_one_person_are_one_hand) {
  Erasing erasing;
  const Caller first = admin_key(erasing.trial, console(), "pegawai-1"), again = admin_key(erasing.trial, console(), "pegawai-1");
  erasing.propose(first);
  erasing.refused(again);
}

TEST(A_key, names_its_holder_by_no_identity_number) {
  Trial trial;
  trial.open();
  for (const char* person : {"3371010101010001", "19800101 200501 1 001"})
    trial.refuse("invalid_body", "IssueKey", console(), {}, {{"role", "admin"}, {"label", "kunci"}, {"hash", std::string(64, 'a')}, {"person", person}});
}

}  // namespace jejak::workflows
