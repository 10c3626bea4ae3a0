#include "api/documents/decision_tables.hpp"

#include <algorithm>

#include "api/documents/wording.hpp"
#include "workflows/field.hpp"
#include "workflows/local_time.hpp"

namespace jejak::documents {

using workflows::array_of;
using workflows::integer_of;
using workflows::members_of;
using workflows::object_of;
using workflows::text_of;

namespace {

std::string text(const json::object& object, std::string_view key) { return std::string(text_of(object, key)); }
std::string number(const json::object& object, std::string_view key) { return std::to_string(integer_of(object, key)); }

std::string listed(const json::array& values) {
  std::string all;
  for (const json::value& value : values) {
    if (value.is_string()) all += (all.empty() ? "" : "; ") + std::string(value.get_string());
  }
  return all;
}

bool has_names(const DecidedStage& stage) { return std::ranges::any_of(stage.jury, [](const auto& juror) { return !juror.name.empty(); }); }

// A juror's cells: the number, the element, the name where there are any.
void add_juror(const DecidedStage& stage, std::string_view id, std::vector<std::string>& row) {
  const auto& juror = juror_of(stage, id);
  row.push_back("Juri " + std::to_string(juror.number));
  row.push_back(juror.element);
  if (has_names(stage)) row.push_back(juror.name);
}

void add_juror_columns(const DecidedStage& stage, std::vector<std::string>& columns) {
  columns.insert(columns.end(), {"Juri", "Unsur"});
  if (has_names(stage)) columns.emplace_back("Nama juri");
}

void add_shortlist(const json::object& decision, Table& table) {
  for (const json::value& value : array_of(object_of(decision, "method"), "shortlist")) {
    const json::object& rule = members_of(value);
    std::string bounds = "lolos " + number(rule, "in");
    if (rule.contains("at_least")) bounds += ", paling sedikit " + number(rule, "at_least");
    if (rule.contains("at_most")) bounds += ", paling banyak " + number(rule, "at_most");
    table.rows.push_back({"Ketentuan komposisi: " + text(rule, "name"), bounds, text(rule, "of") + ": " + listed(array_of(rule, "values"))});
  }
}

Table rules_table(const DecidedStage& stage) {
  Table table{"aturan", {"Hal", "Nilai", "Keterangan"}, {}};
  const json::object& rules = rules_of(stage);
  const json::object& book = object_of(stage.competition, "rulebook");
  const json::object& method = object_of(stage.decision, "method");
  const json::object& score = object_of(rules, "score");
  const json::object& top = object_of(rules, "top");
  const auto add = [&](std::string what, std::string value, std::string note = "") { table.rows.push_back({std::move(what), std::move(value), std::move(note)}); };
  add("Kompetisi", text(stage.competition, "title"), text(stage.decision, "competition"));
  add("Penyelenggara", stage.organizer);
  add("Tahap", title_of_stage(stage), text(stage.decision, "stage"));
  add("Buku aturan", text(book, "id"), "versi " + text(book, "version"));
  add("SHA-256 buku aturan", text(book, "hash"));
  add("Skala nilai", text(score, "min") + " sampai " + text(score, "max"), "langkah " + text(score, "step"));
  for (const Line& line : lines_of(stage)) add("Bobot: " + line.title, line.weight, line.key);
  add("Kuorum", number(stage.decision, "quorum"), "lembar penilaian per usulan");
  for (const auto& [element, least] : object_of(object_of(rules, "jury"), "at_least"))
    add("Paling sedikit dari unsur " + element_in_indonesian(element), std::to_string(least.to_number<std::int64_t>()), "lembar penilaian per usulan");
  add("Jumlah yang diambil", number(stage.decision, "top"), text(top, "per") == "category" ? "per kategori" : "per kompetisi");
  add("Nilai ambang", rules.contains("passing_grade") ? text(rules, "passing_grade") : "tidak ada");
  std::string order;
  for (const json::value& key : array_of(object_of(stage.decision, "rule"), "tie"))
    order += (order.empty() ? "" : ", lalu ") + title_of_line(stage, key.is_string() ? std::string_view(key.get_string()) : "");
  add("Bila seri, dilihat", order.empty() ? "tidak ada kriteria pemutus" : order);
  add("Bila tetap seri pada batas", tie_in_indonesian(text_of(object_of(stage.decision, "rule"), "then")));
  add("Penyetaraan nilai", method_in_indonesian(text_of(method, "normalisation")));
  add("Penggabungan nilai", method_in_indonesian(text_of(method, "aggregate")), "dipangkas di tiap ujung: " + number(method, "trim"));
  add("Pleno boleh mengubah", workflows::flag_of(rules, "plenary_may_change") ? "ya, oleh dua orang dan dengan alasan" : "tidak");
  add_shortlist(stage.decision, table);
  return table;
}

std::string reason_of(const json::object& result) { return text(object_of(result, "reason_text"), "id"); }
std::string why_of(const json::object& result) { return text(object_of(object_of(result, "why"), "text"), "id"); }

Table results_table(const DecidedStage& stage) {
  Table table{"hasil", {"Peringkat"}, {}};
  const json::array& results = array_of(stage.decision, "results");
  const bool placed = std::ranges::any_of(results, [](const json::value& each) { return members_of(each).contains("place"); });
  if (placed) table.columns.emplace_back("Tempat");
  for (const char* column : {"Nomor", "Judul", "Peserta", "Kategori", "Nilai (pecahan)", "Nilai", "Hasil", "Alasan", "Mengapa", "Usulan"}) table.columns.emplace_back(column);
  for (const json::value& each : results) {
    const json::object& result = members_of(each);
    auto& row = table.rows.emplace_back(std::vector{number(result, "rank")});
    if (placed) row.push_back(result.contains("place") ? number(result, "place") : "");
    row.insert(row.end(), {number(result, "number"), text(result, "title"), entrant_of(stage, text_of(result, "proposal")),
                           title_of_category(stage.competition, text_of(result, "category")), text(result, "score"), text(result, "decimal"),
                           outcome_in_indonesian(text_of(result, "outcome")), reason_of(result), why_of(result), text(result, "proposal")});
  }
  return table;
}

Table scores_table(const DecidedStage& stage) {
  Table table{"nilai", {"Peringkat", "Nomor", "Judul"}, {}};
  const std::vector<Line> lines = lines_of(stage);
  add_juror_columns(stage, table.columns);
  for (const Line& line : lines) table.columns.push_back(line.title);
  table.columns.insert(table.columns.end(), {"Rata-rata tertimbang", "Nilai yang dihitung"});
  for (const json::value& each : array_of(stage.decision, "results")) {
    const json::object& result = members_of(each);
    for (const json::value& value : array_of(result, "sheets")) {
      const json::object& sheet = members_of(value);
      auto& row = table.rows.emplace_back(std::vector{number(result, "rank"), number(result, "number"), text(result, "title")});
      add_juror(stage, text_of(sheet, "juror"), row);
      for (const Line& line : lines) row.push_back(text(object_of(sheet, "scores"), line.key));
      row.insert(row.end(), {text(sheet, "mean"), text(sheet, "value")});
    }
  }
  return table;
}

Table set_aside_table(const DecidedStage& stage) {
  Table table{"dikesampingkan", {"Nomor", "Judul"}, {}};
  add_juror_columns(stage, table.columns);
  table.columns.insert(table.columns.end(), {"Sebab", "Alasan"});
  for (const json::value& each : array_of(stage.decision, "results")) {
    const json::object& result = members_of(each);
    for (const json::value& value : array_of(result, "set_aside")) {
      const json::object& sheet = members_of(value);
      auto& row = table.rows.emplace_back(std::vector{number(result, "number"), text(result, "title")});
      add_juror(stage, text_of(sheet, "juror"), row);
      const auto why = stage.voided.find(text(result, "proposal") + "/" + text(sheet, "juror"));
      row.insert(row.end(), {sheet_in_indonesian(text_of(sheet, "outcome")), why == stage.voided.end() ? "" : why->second});
    }
  }
  return table;
}

bool holds(const json::value& group, std::string_view proposal) {
  const auto is_it = [&](const json::value& id) { return id.is_string() && std::string_view(id.get_string()) == proposal; };
  return group.is_array() && std::ranges::any_of(group.get_array(), is_it);
}

Table ties_table(const DecidedStage& stage) {
  Table table{"seri", {"Kelompok", "Peringkat", "Judul", "Nilai", "Diputus oleh", "Tiket undian", "Hasil", "Mengapa"}, {}};
  int group = 0;
  for (const json::value& tie : array_of(stage.decision, "ties")) {
    ++group;
    for (const json::value& each : array_of(stage.decision, "results")) {
      const json::object& result = members_of(each);
      if (!holds(tie, text_of(result, "proposal"))) continue;
      const std::string_view criterion = text_of(object_of(result, "why"), "criterion");
      const std::string broken = !criterion.empty() ? "kriteria " + title_of_line(stage, criterion)
                                 : text_of(result, "reason").starts_with("lot_") ? "undian"
                                                                                 : tie_in_indonesian(text_of(object_of(stage.decision, "rule"), "then"));
      table.rows.push_back({std::to_string(group), number(result, "rank"), text(result, "title"), text(result, "decimal"), broken, text(result, "ticket"),
                            outcome_in_indonesian(text_of(result, "outcome")), why_of(result)});
    }
  }
  return table;
}

Table plenary_table(const DecidedStage& stage) {
  Table table{"pleno", {"Judul", "Perubahan", "Status", "Alasan", "Diusulkan oleh", "Kunci pengusul", "Diputuskan oleh", "Kunci pemutus"}, {}};
  for (const json::value& value : array_of(stage.decision, "plenary")) {
    const json::object& change = members_of(value);
    const std::string_view settled = text_of(change, "settled_by");
    table.rows.push_back({title_of_proposal(stage, text_of(change, "proposal")), text_of(change, "outcome") == "in" ? "dimasukkan" : "dikeluarkan",
                          status_in_indonesian(text_of(change, "status")), text(change, "reason"), who(stage, text_of(change, "proposed_by")),
                          text(change, "proposed_by"), settled.empty() ? "" : who(stage, settled), std::string(settled)});
  }
  return table;
}

Table proof_table(const DecidedStage& stage) {
  Table table{"bukti", {"Hal", "Nilai"}, {}};
  const auto add = [&](std::string what, std::string value) { table.rows.push_back({std::move(what), std::move(value)}); };
  const Timestamp decided = parse_rfc3339(text_of(stage.decision, "decided_at")).value_or(Timestamp{});
  add("Diputuskan pada", workflows::day_and_time(decided, stage.zone));
  add("Diputuskan oleh", who(stage, text_of(stage.decision, "actor")));
  add("Kunci", text(stage.decision, "actor"));
  add("Catatan keputusan", text(stage.decision, "reason"));
  add("Peristiwa keputusan, nomor", std::to_string(stage.seal.position));
  add("Sidik peristiwa (leaf hash)", to_hex(stage.seal.leaf));
  add("Ukuran pohon", std::to_string(stage.seal.position));
  add("Akar pohon", to_hex(stage.seal.root));
  add("Akar pohon dalam kata", in_words(stage.seal.root));
  add("SHA-256 keputusan", text(stage.decision, "hash"));
  if (const json::object& lot = object_of(stage.decision, "lot"); !lot.empty()) {
    add("Undian: ukuran pohon", number(lot, "size"));
    add("Undian: akar pohon", text(lot, "root"));
  }
  for (const DecidedStage::Signature& each : stage.signatures)
    add("Berita acara ditandatangani oleh " + each.who, workflows::day_and_time(each.at, stage.zone) + ", peristiwa nomor " + std::to_string(each.position));
  add("Alamat pemeriksaan", stage.seal.address);
  add("Hitung ulang 1", "Ambil keputusan: GET /v1/competitions/" + text(stage.decision, "competition") + "/stages/" + text(stage.decision, "stage") + "/decision");
  add("Hitung ulang 2", "Hitung lagi dari lembar penilaiannya: jejak workflow recount --rulebook ATURAN.json < decision.json (aturan dengan SHA-256 di atas)");
  add("Hitung ulang 3", "Periksa bahwa catatan memuatnya: GET /v1/log/proof/inclusion?position=" + std::to_string(stage.seal.position));
  return table;
}

}  // namespace

std::vector<Table> decision_tables(const DecidedStage& stage) {
  return {rules_table(stage), results_table(stage), scores_table(stage), set_aside_table(stage), ties_table(stage), plenary_table(stage), proof_table(stage)};
}

}  // namespace jejak::documents
