#include <gtest/gtest.h>

#include "engine/core/json.hpp"
#include "storage/merkle/checkpoint.hpp"
#include "storage/merkle/sha256.hpp"
#include "tools/backup_manifest.hpp"

namespace jejak::tools {
namespace {

BackupManifest sample() {
  BackupManifest manifest;
  manifest.head = {3, sha256(bytes_of("root"))};
  manifest.made_at = *parse_rfc3339("2026-11-24T01:02:03.000004Z");
  manifest.files = {{"keys/keys.db", {8192, sha256(bytes_of("keys"))}}, {"log/log.db", {4096, sha256(bytes_of("log"))}}};
  return manifest;
}

std::string pointers(const Faults& faults) {
  std::string all;
  for (const Fault& fault : faults) all += fault.pointer + " ";
  return all;
}

TEST(Backup_manifest, reads_back_what_was_printed) {
  const auto read = parse_manifest(print_manifest(sample()));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->head, sample().head);
  EXPECT_EQ(read->made_at, sample().made_at);
  ASSERT_NE(read->digest_of("log/log.db"), nullptr);
  EXPECT_EQ(*read->digest_of("log/log.db"), sample().files[1].digest);
  EXPECT_EQ(read->digest_of("log/other.db"), nullptr);
}

TEST(Backup_manifest, is_a_checkpoint_of_the_log) {
  const auto head = parse_checkpoint(print_manifest(sample()));
  ASSERT_TRUE(head);
  EXPECT_EQ(*head, sample().head);
}

TEST(Backup_manifest, tells_every_fault_with_its_place) {
  json::object document = parse_json(print_manifest(sample()))->as_object();
  document["format"] = 2;
  document["made_at"] = "lately";
  document["files"].as_array()[1].as_object()["sha256"] = "00";
  const auto read = parse_manifest(canonical_json(document));
  ASSERT_FALSE(read);
  EXPECT_EQ(pointers(read.error()), "/format /made_at /files/1 ");
  EXPECT_EQ(pointers(parse_manifest("{\"size\":1}").error()), "/root ");
  EXPECT_FALSE(parse_manifest("").has_value());
}

}  // namespace
}  // namespace jejak::tools
