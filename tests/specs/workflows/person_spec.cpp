// What is done with a person's data: corrected with a reason, erased by two people.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {
namespace {

Caller second_admin() {
  Caller caller = admin();
  caller.actor = "key-second";
  return caller;
}

Path settling(const std::string& subject) { return {{"subject", subject}}; }

}  // namespace

TEST(A_person, is_erased_by_two_people_once_and_only_where_there_is_one) {
  Trial trial;
  trial.open();
  const std::string subject = "entrant-" + trial.entrant;
  const json::object body{{"subject", subject}, {"reason", "Diminta"}};
  trial.refuse("not_found", "ProposeErasure", admin(), {}, {{"subject", "juror-x"}, {"reason", "Diminta"}});
  trial.refuse("not_found", "ProposeErasure", admin(), {}, {{"subject", "keys"}, {"reason", "Diminta"}});
  trial.refuse("forbidden", "ProposeErasure", secretariat(), {}, body);
  trial.refuse("not_found", "SettleErasure", second_admin(), settling(subject), {{"confirm", true}});
  trial.accept("ProposeErasure", admin(), {}, body);
  trial.refuse("erasure_open", "ProposeErasure", second_admin(), {}, body);
  trial.refuse("same_person", "SettleErasure", admin(), settling(subject), {{"confirm", true}});
  trial.accept("SettleErasure", second_admin(), settling(subject), {{"confirm", true}});
  EXPECT_EQ(trial.types("subject-" + subject), (std::vector<std::string>{"ErasureProposed", "SubjectErased"}));
  EXPECT_EQ(text_of(trial.last("SubjectErased"), "reason"), "Diminta");
  EXPECT_EQ(text_of(trial.last("SubjectErased"), "proposed_by"), admin().actor);
  trial.refuse("already_erased", "ProposeErasure", admin(), {}, body);
}

TEST(An_erasure, that_is_rejected_changes_nothing_and_may_be_proposed_again) {
  Trial trial;
  trial.open();
  const std::string subject = "juror-" + trial.add_juror();
  const json::object body{{"subject", subject}, {"reason", "Diminta"}};
  trial.accept("ProposeErasure", admin(), {}, body);
  trial.accept("SettleErasure", second_admin(), settling(subject), {{"confirm", false}});
  trial.refuse("not_found", "SettleErasure", second_admin(), settling(subject), {{"confirm", true}});
  trial.accept("ProposeErasure", second_admin(), {}, body);
  trial.accept("SettleErasure", admin(), settling(subject), {{"confirm", true}});
  EXPECT_EQ(trial.types("subject-" + subject),
            (std::vector<std::string>{"ErasureProposed", "ErasureRejected", "ErasureProposed", "SubjectErased"}));
}

TEST(An_erasure, is_not_for_an_admin_of_another_organizer) {
  Trial trial;
  trial.open();
  Caller bound = admin();
  bound.organizer = "lain";
  const std::string subject = "entrant-" + trial.entrant;
  trial.refuse("not_found", "ProposeErasure", bound, {}, {{"subject", subject}, {"reason", "Diminta"}});
  trial.accept("ProposeErasure", admin(), {}, {{"subject", subject}, {"reason", "Diminta"}});
  bound.actor = "key-bound";
  trial.refuse("not_found", "SettleErasure", bound, settling(subject), {{"confirm", true}});
}

TEST(A_correction, is_the_persons_own_or_their_organizers_and_has_a_reason) {
  Trial trial;
  trial.open();
  const std::string other = trial.add_entrant("Dinas Lain"), judge = trial.add_juror();
  const json::object contact{{"contact", {{"email", "baru@contoh.go.id"}}}, {"reason", "Salah ketik"}};
  const Path path{{"entrant", trial.entrant}};
  trial.refuse("not_found", "CorrectContact", proposer(other), path, contact);
  trial.refuse("not_found", "CorrectContact", secretariat("lain"), path, contact);
  trial.accept("CorrectContact", proposer(trial.entrant), path, contact);
  const auto corrected = trial.last("PersonCorrected");
  EXPECT_EQ(text_of(corrected, "reason"), "Salah ketik");
  EXPECT_EQ(text_of(object_of(object_of(corrected, "contact"), "$sealed"), "subject"), "entrant-" + trial.entrant);
  const json::object name{{"name", "Juri yang benar"}, {"reason", "Salah ketik"}};
  trial.refuse("not_found", "CorrectJuror", juror("another"), {{"juror", judge}}, name);
  trial.accept("CorrectJuror", juror(judge), {{"juror", judge}}, name);
  trial.refuse("not_found", "CorrectSession", secretariat(), {{"session", "none"}}, {{"moderator", "M"}, {"reason", "R"}});
}

}  // namespace jejak::workflows
