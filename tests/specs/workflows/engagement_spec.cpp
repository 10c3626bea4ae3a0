// Rooms and people are the same at all stages: slots that clash, jurors in two rooms, slots that are taken back.
#include <gtest/gtest.h>

#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {
namespace {

const Path in_contest{{"competition", std::string(contest)}};
Path at_stage(std::string_view stage) { return {{"competition", std::string(contest)}, {"stage", std::string(stage)}}; }
Path slot_of(const std::string& proposal, std::string_view stage) { return {{"proposal", proposal}, {"stage", std::string(stage)}}; }

json::object sittings(std::string_view rooms) {
  json::object body{{"minutes", 20}};
  json::array all;
  for (const char room : rooms)
    all.push_back({{"room", std::string(1, room)}, {"starts", "2022-07-01T08:00:00+07:00"}, {"ends", "2022-07-01T08:40:00+07:00"}});
  body["sittings"] = std::move(all);
  return body;
}

json::object at(std::string_view room, std::string_view starts, std::string_view ends) {
  return {{"room", room}, {"starts", starts}, {"ends", ends}, {"reason", "Jadwal diubah."}};
}

// Two proposals of two entrants at the presentation, with nobody assigned to it yet.
struct Hall : Trial {
  Hall() {
    open();
    first = bring_to_desk("Satu");
    entrant = add_entrant("Dinas Lain");
    second = bring_to_desk("Dua");
    const std::string reader = add_juror();
    assign({first, second}, "screening", reader);
    for (const std::string& id : {first, second}) assess(id, "screening", reader, "80");
    decide("screening");
    judge = add_juror();
  }
  std::string first, second, judge;
};

json::object pair(const std::string& juror, const json::array& proposals) {
  return {{"stage", "presentation"}, {"pairs", json::array{json::object{{"juror", juror}, {"proposals", proposals}}}}};
}

}  // namespace

TEST(A_juror, is_not_assigned_into_two_rooms_at_the_same_time) {
  Hall trial;
  trial.accept("ScheduleSlots", secretariat(), at_stage("presentation"), sittings("AB"));
  const auto no = trial.refuse("juror_in_two_rooms", "AssignJurors", secretariat(), in_contest, pair(trial.judge, {json::value(trial.first), json::value(trial.second)}));
  EXPECT_EQ(text_of(no.details, "juror"), trial.judge);
  EXPECT_NE(text_of(object_of(no.details, "slot"), "room"), text_of(object_of(no.details, "other"), "room"));
  trial.assign({trial.first}, "presentation", trial.judge);
  trial.refuse("juror_in_two_rooms", "AssignJurors", secretariat(), in_contest, pair(trial.judge, {json::value(trial.second)}));
  for (const std::string& id : {trial.first, trial.second}) trial.record(id, "presentation");
  trial.refuse("juror_in_two_rooms", "AssignByPlan", secretariat(), at_stage("presentation"),
               {{"per_proposal", 1}, {"panel", json::array{json::object{{"juror", trial.judge}}}}});
  trial.accept("MoveSlot", secretariat(), slot_of(trial.second, "presentation"), at("B", "2022-07-01T08:20:00+07:00", "2022-07-01T08:40:00+07:00"));
  trial.assign({trial.second}, "presentation", trial.judge);
}

TEST(A_slot, is_taken_back_with_a_reason_and_another_one_given) {
  Hall trial;
  trial.accept("ScheduleSlots", secretariat(), at_stage("presentation"), sittings("A"));
  trial.refuse("invalid_body", "CancelSlot", secretariat(), slot_of(trial.first, "presentation"), {});
  trial.accept("CancelSlot", secretariat(), slot_of(trial.first, "presentation"), {{"reason", "Ruang tidak siap."}});
  EXPECT_EQ(text_of(trial.last("SlotCancelled"), "reason"), "Ruang tidak siap.");
  trial.refuse("not_found", "CancelSlot", secretariat(), slot_of(trial.first, "presentation"), {{"reason", "Lagi."}});
  trial.refuse("not_found", "MoveSlot", secretariat(), slot_of(trial.first, "presentation"), at("B", "2022-07-01T09:00:00+07:00", "2022-07-01T09:20:00+07:00"));
  const json::object again = trial.accept("ScheduleSlots", secretariat(), at_stage("presentation"), sittings("A"));
  ASSERT_EQ(array_of(again, "slots").size(), 1U);
  EXPECT_EQ(text_of(array_of(again, "slots").at(0).get_object(), "proposal"), trial.first);
}

TEST(A_slot, whose_attendance_is_on_record_is_not_taken_back) {
  Hall trial;
  trial.accept("ScheduleSlots", secretariat(), at_stage("presentation"), sittings("AB"));
  trial.at("2022-07-01T08:30:00+07:00");
  trial.accept("RecordAttendance", secretariat(), slot_of(trial.first, "presentation"), {{"attended", true}});
  trial.refuse("attendance_recorded", "CancelSlot", secretariat(), slot_of(trial.first, "presentation"), {{"reason", "Salah."}});
}

TEST(A_slot, of_one_stage_keeps_its_room_and_people_from_those_of_another) {
  Hall trial;
  trial.accept("ScheduleSlots", secretariat(), at_stage("presentation"), sittings("A"));
  trial.assign({trial.first, trial.second}, "presentation", trial.judge);
  for (const std::string& id : {trial.first, trial.second}) {
    trial.record(id, "presentation");
    trial.assess(id, "presentation", trial.judge, "80");
  }
  trial.decide("presentation");
  const auto no = trial.refuse("schedule_impossible", "ScheduleSlots", secretariat(), at_stage("interview"), sittings("A"));
  EXPECT_EQ(integer_of(no.details, "slots"), 0) << "the room is in use for presentations: " << text(no.details);
  EXPECT_TRUE(flag_of(no.details, "proven"));
  const json::object beside = trial.accept("ScheduleSlots", secretariat(), at_stage("interview"), sittings("B"));
  for (const json::value& slot : array_of(beside, "slots")) {
    const auto moved = trial.last("SlotsScheduled");
    EXPECT_EQ(text_of(slot.get_object(), "room"), "B") << "an entrant is interviewed while another one presents: " << text(moved);
  }
  trial.refuse("slot_taken", "MoveSlot", secretariat(), slot_of(trial.first, "interview"), at("A", "2022-07-01T08:00:00+07:00", "2022-07-01T08:20:00+07:00"));
}

}  // namespace jejak::workflows
