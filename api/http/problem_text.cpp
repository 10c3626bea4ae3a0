#include "api/http/problem_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace jejak::http {
namespace {

constexpr auto texts = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"malformed_request", "Permintaan ini bukan HTTP yang benar."},
    {"malformed_target", "Alamat permintaan ini tidak benar."},
    {"malformed_host", "Header Host berupa nama atau alamat, dan bila perlu port."},
    {"one_host_required", "Permintaan HTTP/1.1 punya tepat satu header Host."},
    {"duplicate_header", "Header ini hanya boleh dikirim satu kali."},
    {"http_version_not_supported", "Server ini berbicara HTTP/1.1 dan HTTP/1.0."},
    {"header_too_large", "Header permintaan ini terlalu besar."},
    {"target_too_long", "Alamat permintaan ini terlalu panjang."},
    {"unknown_transfer_coding", "Transfer-Encoding ini tidak dikenal; kirim chunked atau Content-Length."},
    {"unknown_expectation", "Expect ini tidak dikenal; hanya 100-continue yang dikenal."},
    {"body_too_large", "Isi permintaan ini terlalu besar."},
    {"request_timeout", "Permintaan ini tidak tiba pada waktunya."},
    {"unknown_route", "Tidak ada alamat seperti itu; /openapi.json memuat semua rute."},
    {"method_not_allowed", "Metode ini bukan milik alamat ini; allowed memuat yang ada."},
    {"method_not_implemented", "Tidak ada alamat di server ini yang punya metode itu."},
    {"not_acceptable", "Accept tidak menyisakan cara untuk menjawab; available memuat yang tersedia."},
    {"unknown_query_parameter", "Parameter kueri ini tidak dikenal di sini; allowed memuat yang dikenal."},
    {"invalid_query", "Ada parameter kueri yang tidak dapat diterima; errors memuat semuanya."},
    {"unsupported_media_type", "Jenis isi ini tidak dibaca di sini; rute ini membaca application/json dalam UTF-8."},
    {"unsupported_content_coding", "Isi dibaca apa adanya: kirim tanpa Content-Encoding."},
    {"empty_body", "Rute ini memerlukan dokumen JSON sebagai isi permintaan."},
    {"malformed_json", "Isi permintaan bukan JSON yang dapat diterima; offset menunjuk byte tempat kesalahannya."},
    {"invalid_idempotency_key", "Idempotency-Key harus 1 sampai 255 karakter ASCII yang terlihat."},
    {"malformed_if_match", "Header harus berupa * atau daftar ETag dalam tanda kutip ganda, seperti \"7\"."},
    {"stale", "If-Match tidak memuat ETag yang berlaku sekarang; baca lagi dan putuskan kembali."},
    {"if_match_required", "Penulisan ini memerlukan If-Match dengan ETag atau versi yang menjadi dasarnya, seperti \"7\"."},
    {"if_match_not_taken", "Penulisan ini tidak melihat If-Match: jangan disertakan."},
    {"if_none_match_not_taken", "Penulisan tidak melihat If-None-Match: jangan disertakan."},
    {"unauthenticated", "Permintaan ini memerlukan kunci API yang berlaku: Authorization: Bearer jejak_..."},
    {"forbidden", "Peran kunci API ini tidak boleh melakukan itu; roles memuat yang boleh."},
    {"other_organizer", "Ini milik penyelenggara lain, bukan penyelenggara kunci API ini."},
    {"bound_key", "Log memuat peristiwa semua penyelenggara; kunci API ini terikat pada satu penyelenggara."},
    {"not_found", "Tidak ada apa pun dengan nama ini, atau tidak ada yang boleh Anda lihat."},
    {"erased", "Berkas usulan ini telah dihapus atas permintaan, dan tidak menerima yang baru."},
    {"award_revoked", "Penghargaan ini telah dicabut, jadi tidak ada piagam; /verify/awards memuat alasannya."},
    {"not_submitted", "Usulan ini belum pernah diajukan, jadi belum ada tanda terimanya."},
    {"export_too_large", "Satu berkas memuat paling banyak 50.000 baris dari satu tampilan: bacalah per halaman."},
    {"unknown_event_id", "Last-Event-ID bukan posisi dalam log ini: ia adalah id peristiwa terakhir yang diterima."},
    {"past_too_long", "Log sudah terlalu panjang pada saat itu untuk dilipat ulang di sini: jalankan jejak replay --to-position."},
    {"not_offered", "Server ini tidak menyimpan tampilan masa lalu."},
    {"no_replay", "Server ini dijalankan tanpa sarana untuk memutar ulang."},
    {"replay_running", "Pemutaran ulang sedang berjalan; tunggu sampai selesai."},
    {"storage_full", "Disk penuh: tidak ada yang dicatat. Membaca tetap bisa; menulis bisa lagi bila ada ruang."},
    {"storage_unavailable", "Log sedang tidak dapat dibaca atau ditulis; coba lagi."},
    {"not_ready", "Server sedang mulai atau berhenti."},
    {"views_failed", "Tampilan sedang tidak dapat mengikuti log: yang terbaca adalah keadaan sebelumnya."},
    {"views_stand_still", "Tampilan tertinggal dari log: yang terbaca adalah keadaan sebelumnya."},
    {"position_not_reached", "Tampilan belum sampai pada posisi itu; tanyakan lagi."},
    {"too_many_streams", "Terlalu banyak aliran peristiwa yang terbuka; coba lagi nanti."},
    {"too_many_connections", "Server sudah memegang koneksi sebanyak yang dapat diterimanya."},
    {"overloaded", "Terlalu banyak permintaan mengantre: tidak ada yang dilakukan. Coba lagi sebentar lagi."},
    {"internal_error", "Server gagal menjawab permintaan ini; laporkan X-Request-Id-nya."},
});

}  // namespace

std::string_view problem_text_id(std::string_view code) {
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& each) { return each.first == code; });
  return found == texts.end() ? std::string_view() : found->second;
}

}  // namespace jejak::http
