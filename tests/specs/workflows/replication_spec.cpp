// Two sides of a replication: who asks, who agrees, who says that it runs.
#include "tests/specs/workflows/trial.hpp"
#include "workflows/field.hpp"
#include "workflows/replication/region.hpp"

namespace jejak::workflows {

namespace {

constexpr std::string_view taker = "kab-pemalang";
const json::object by_taker = object(R"({"organizer":"kab-pemalang","agency":"Diskominfo"})");

// An awarded innovation of Kota Contoh, and a registered regency that would like to have it.
struct Awarded {
  Awarded() {
    trial.open();
    trial.accept("RegisterOrganizer", admin(), {}, {{"id", taker}, {"name", "Bappeda Pemalang"}, {"region", "Kabupaten Pemalang"}});
    innovation = trial.bring_to_award("Data Go");
    at = {{"innovation", innovation}};
  }
  Path request(Caller caller, json::object body = by_taker) {
    return {{"replication", std::string(text_of(trial.accept("RequestReplication", std::move(caller), at, std::move(body)), "id"))}};
  }
  void advance(Caller caller, const Path& path, std::string_view to) { trial.accept("AdvanceReplication", std::move(caller), path, {{"to", to}}); }

  Trial trial;
  std::string innovation;
  Path at;
};

}  // namespace

TEST(A_replication, is_no_business_of_another_entrant_of_the_city) {
  Awarded awarded;
  const std::string other = awarded.trial.add_entrant("Dinas Lain");
  awarded.trial.refuse("not_found", "RequestReplication", proposer(other), awarded.at, by_taker);
  awarded.trial.refuse("not_found", "DeclareWillingness", proposer(other), awarded.at, {{"willing", false}});
  const Path path = awarded.request(secretariat(taker));
  awarded.trial.refuse("not_found", "AdvanceReplication", proposer(other), path, {{"to", "agreed"}});
  awarded.advance(proposer(awarded.trial.entrant), path, "agreed");
}

TEST(A_replication, is_agreed_to_by_the_side_that_did_not_ask) {
  Awarded awarded;
  const Path path = awarded.request(secretariat(taker));
  const auto no = awarded.trial.refuse("not_your_step", "AdvanceReplication", secretariat(taker), path, {{"to", "agreed"}});
  EXPECT_EQ(text_of(no.details, "by"), "owner");
  awarded.advance(secretariat(), path, "agreed");
  Awarded offered;
  const Path offer = offered.request(secretariat());
  offered.trial.refuse("not_your_step", "AdvanceReplication", secretariat(), offer, {{"to", "agreed"}});
  offered.advance(secretariat(taker), offer, "agreed");
}

TEST(A_replication, is_reported_by_who_replicates) {
  Awarded awarded;
  const Path path = awarded.request(secretariat(taker));
  awarded.advance(secretariat(), path, "agreed");
  const auto no = awarded.trial.refuse("not_your_step", "AdvanceReplication", secretariat(), path, {{"to", "running"}});
  EXPECT_EQ(text_of(no.details, "by"), "replicating");
  EXPECT_EQ(text_of(no.details, "organizer"), taker);
  awarded.trial.refuse("not_your_step", "AdvanceReplication", secretariat(), path, {{"to", "abandoned"}, {"note", "x"}});
  awarded.advance(secretariat(taker), path, "running");
  EXPECT_FALSE(awarded.trial.last("ReplicationAdvanced").contains("reported_by"));
}

TEST(A_replication, by_an_organizer_without_keys_is_reported_by_the_innovations_own_and_says_so) {
  Awarded awarded;
  const Path path = awarded.request(secretariat(), object(R"({"region":"Kabupaten Jauh","organizer":"Bappeda Jauh","agency":"Dinas"})"));
  EXPECT_EQ(text_of(awarded.trial.last("ReplicationRequested"), "requested_by"), "owner");
  awarded.advance(secretariat(), path, "agreed");
  EXPECT_EQ(text_of(awarded.trial.last("ReplicationAdvanced"), "reported_by"), "owner");
}

TEST(A_replication, is_in_the_registered_organizers_region_which_is_not_the_innovations_own) {
  Awarded awarded;
  json::object body = by_taker;
  body["region"] = "Kota Lain";
  awarded.request(secretariat(taker), body);
  EXPECT_EQ(text_of(awarded.trial.last("ReplicationRequested"), "region"), "Kabupaten Pemalang");
  awarded.trial.refuse("same_region", "RequestReplication", secretariat(), awarded.at, object(R"({"region":"KOTA  contoh","organizer":"Dinas X","agency":"A"})"));
  awarded.trial.refuse("same_region", "RequestReplication", secretariat(), awarded.at, {{"organizer", city}, {"agency", "A"}});
  awarded.trial.refuse("invalid_body", "RequestReplication", secretariat(), awarded.at, object(R"({"organizer":"Bappeda Jauh","agency":"A"})"));
}

TEST(A_replication, is_asked_for_once_by_an_organizer_until_it_gives_up) {
  Awarded awarded;
  const Path path = awarded.request(secretariat(taker));
  const auto no = awarded.trial.refuse("already_replicating", "RequestReplication", secretariat(), awarded.at, by_taker);
  EXPECT_EQ(text_of(no.details, "replication"), path.at("replication"));
  awarded.trial.accept("AdvanceReplication", secretariat(taker), path, {{"to", "abandoned"}, {"note", "Operator pindah"}});
  awarded.request(secretariat(taker));
}

TEST(A_replication, is_not_asked_for_where_those_whose_it_is_are_not_willing) {
  Awarded awarded;
  awarded.trial.refuse("forbidden", "DeclareWillingness", secretariat(taker), awarded.at, {{"willing", false}});
  awarded.trial.accept("DeclareWillingness", proposer(awarded.trial.entrant), awarded.at, {{"willing", false}, {"note", "Masih disempurnakan."}});
  const auto no = awarded.trial.refuse("not_willing", "RequestReplication", secretariat(taker), awarded.at, by_taker);
  EXPECT_EQ(text_of(no.details, "note"), "Masih disempurnakan.");
  awarded.trial.accept("DeclareWillingness", secretariat(), awarded.at, {{"willing", true}});
  awarded.request(secretariat(taker));
}

TEST(A_region, is_one_however_it_is_spelt_but_a_city_is_not_the_regency_of_its_name) {
  EXPECT_EQ(region_key("Kab. Pemalang"), region_key("KABUPATEN  pemalang"));
  EXPECT_EQ(region_key("Kotamadya Magelang"), region_key("Kota Magelang"));
  EXPECT_NE(region_key("Kota Magelang"), region_key("Kab. Magelang"));
}

}  // namespace jejak::workflows
