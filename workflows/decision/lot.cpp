#include "workflows/decision/lot.hpp"

#include "engine/core/hex.hpp"
#include "workflows/field.hpp"

namespace jejak::workflows {

namespace {

std::string stream_for(const Competition& competition, std::string_view stage) {
  return stream_of("lot", competition.id + "-" + std::string(stage));
}

}  // namespace

void evolve(StageLot& lot, const Event& event) {
  if (event.type != "LotFixed") return;
  lot.size = integer_of(members_of(event.data), "size");
  lot.root = text_of(members_of(event.data), "root");
}

std::optional<NewEvent> fix_lot(World& world, const Competition& competition, const Stage& stage) {
  if (stage.tie != Tie::lot || !lot_of(world, competition, stage.name).root.empty()) return std::nullopt;
  const LogHead head = world.durable_head();
  json::object data{{"competition", competition.id},
                    {"organizer", competition.organizer},
                    {"stage", stage.name},
                    {"size", static_cast<std::int64_t>(head.size)},
                    {"root", to_hex(head.root)}};
  return NewEvent{stream_for(competition, stage.name), "LotFixed", std::move(data)};
}

const StageLot& lot_of(World& world, const Competition& competition, std::string_view stage) {
  return world.read<StageLot>(stream_for(competition, stage));
}

std::string ticket_of(std::string_view root, std::string_view competition, std::string_view stage, std::string_view proposal) {
  std::string text = "jejak-lot";
  for (const std::string_view part : {root, competition, stage, proposal}) text.append("\n").append(part);
  return bytes_hash(text);
}

}  // namespace jejak::workflows
