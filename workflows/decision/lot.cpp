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
  const auto& data = members_of(event.data);
  lot.scheme = data.contains("scheme") ? integer_of(data, "scheme") : 1;
  lot.size = integer_of(data, "size");
  lot.root = text_of(data, "root");
  lot.position = event.position;
}

std::optional<NewEvent> fix_lot(World& world, const Competition& competition, const Stage& stage) {
  const std::string stream = stream_for(competition, stage.name);
  if (stage.tie != Tie::lot || !world.read<StageLot>(stream).root.empty()) return std::nullopt;
  const LogHead head = world.durable_head();
  json::object data{{"competition", competition.id},
                    {"organizer", competition.organizer},
                    {"stage", stage.name},
                    {"size", static_cast<std::int64_t>(head.size)},
                    {"root", to_hex(head.root)},
                    {"scheme", 2}};
  return NewEvent{stream, "LotFixed", std::move(data)};
}

StageLot lot_of(World& world, const Competition& competition, std::string_view stage) {
  const std::string stream = stream_for(competition, stage);
  StageLot lot = world.read<StageLot>(stream);
  if (lot.root.empty()) return lot;
  if (lot.scheme == 1) {
    lot.seed = lot.root;
  } else if (const auto event = world.last_durable(stream)) {
    lot.seed = to_hex(event->leaf_hash);
  }
  return lot;
}

std::string ticket_of(const StageLot& lot, std::string_view competition, std::string_view stage, std::string_view proposal) {
  std::string text = lot.scheme == 1 ? "jejak-lot" : "jejak-lot-2";
  for (const std::string_view part : {std::string_view(lot.seed), competition, stage, proposal}) text.append("\n").append(part);
  return bytes_hash(text);
}

json::object lot_document(const StageLot& lot) {
  json::object document{{"size", lot.size}, {"root", lot.root}};
  if (lot.scheme == 1) return document;
  document["scheme"] = lot.scheme;
  document["position"] = lot.position;
  document["seed"] = lot.seed;
  return document;
}

StageLot lot_from(const json::object& document) {
  StageLot lot;
  lot.scheme = document.contains("scheme") ? integer_of(document, "scheme") : 1;
  lot.size = integer_of(document, "size");
  lot.root = text_of(document, "root");
  lot.position = static_cast<Position>(integer_of(document, "position"));
  lot.seed = text_of(document, lot.scheme == 1 ? "root" : "seed");
  return lot;
}

}  // namespace jejak::workflows
