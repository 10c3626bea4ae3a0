#include "api/documents/receipt.hpp"

#include "api/documents/decided_stage.hpp"
#include "api/documents/page.hpp"
#include "workflows/field.hpp"
#include "workflows/local_time.hpp"

namespace jejak::documents {

using workflows::text_of;

std::string receipt_pdf(const SubmissionReceipt& receipt) {
  using enum Page::Look;
  using enum Page::Place;
  const json::object& proposal = receipt.proposal;
  const std::string position = std::to_string(receipt.seal.position);
  Page page("Tanda Terima: " + std::string(text_of(proposal, "title")), receipt.submitted_at);
  page.write(receipt.organizer, 12, bold, centre);
  page.write("TANDA TERIMA PENGAJUAN", 18, bold, centre);
  page.write("Receipt of a submission", 9, aside, centre);
  page.gap(6);
  page.write(text_of(receipt.competition, "title"), 12, bold, centre);
  page.rule();
  page.gap(6);
  const auto line = [&](const char* what, const std::string& value) { page.row({{what, 0.34}, {value, 0.66}}, 10); };
  line("Nomor / number", std::to_string(workflows::integer_of(proposal, "number")));
  line("Judul / title", std::string(text_of(proposal, "title")));
  line("Peserta / entrant", std::string(text_of(proposal, "entrant_name")));
  line("Kategori / category", title_of_category(receipt.competition, text_of(proposal, "category")));
  line("Diajukan / submitted", workflows::day_and_time(receipt.submitted_at, receipt.zone));
  line("Peristiwa nomor / event number", position);
  line("Sidik / leaf hash", to_hex(receipt.seal.leaf));
  page.gap(8);
  page.write("Pengajuan ini tercatat pada nomor di atas. Simpan lembar ini: dengan akar pohon di bawah siapa pun dapat memeriksa kelak bahwa catatan itu masih ada dan "
             "tidak diubah.",
             9.5);
  page.write("The submission is on record under the number above. Keep this sheet: with the root below anybody can check later that the record is still there, unchanged.",
             8, aside);
  page.rule();
  page.code(receipt.seal.address,
            {"Akar pohon catatan sampai pengajuan ini / root of the log's tree up to this submission (" + position + " peristiwa / events):",
             to_hex(receipt.seal.root), in_words(receipt.seal.root), receipt.seal.address},
            96, 8);
  return page.finish();
}

}  // namespace jejak::documents
