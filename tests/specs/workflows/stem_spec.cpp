// Forms of a word meet in one stem, so that a search for any of them finds the others.
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "workflows/search/stem.hpp"

namespace jejak::workflows {
namespace {

class Stem : public testing::TestWithParam<const char*> {};

TEST_P(Stem, is_the_same_for_every_form_of_a_word) {
  std::istringstream forms{std::string(GetParam())};
  std::string first, form;
  forms >> first;
  while (forms >> form) EXPECT_EQ(stem(form), stem(first)) << form << " and " << first;
}

INSTANTIATE_TEST_SUITE_P(
    Words, Stem,
    testing::Values("layanan pelayanan melayani dilayani pelayan layanannya", "tulis menulis penulis tulisan", "nilai penilaian menilai dinilai",
                    "ambil mengambil", "kirim mengirim pengiriman kiriman", "daftar pendaftaran mendaftar terdaftar mendaftarkan",
                    "sehat kesehatan menyehatkan", "penduduk kependudukan", "didik pendidikan mendidik", "kelola pengelolaan mengelola dikelola",
                    "olah pengolahan mengolah", "sekolah persekolahan sekolahnya bersekolah", "izin perizinan izinnya perijinan ijin",
                    "antre antrean antrian mengantre", "ajar belajar pembelajaran pelajaran mengajar mempelajari", "guna penggunaan menggunakan digunakan",
                    "baik perbaikan memperbaiki terbaik", "tani pertanian petani", "ikan perikanan", "adu pengaduan aduan", "bersih kebersihan membersihkan",
                    "tingkat peningkatan meningkatkan", "sakit penyakit", "daya pemberdayaan memberdayakan berdaya", "kerja pekerjaan bekerja mengerjakan",
                    "rencana perencanaan berencana", "rawat perawat perawatan merawat", "masalah permasalahan", "jalan perjalanan berjalan dijalankan",
                    "simpan penyimpanan menyimpan", "terima penerimaan menerima diterima", "menteri kementerian", "padu terpadu memadukan", "pasar pemasaran",
                    "pilih memilih pemilihan", "inovasi inovasinya berinovasi", "praktik praktek", "camat kecamatan", "sampah persampahan", "LAYANAN pelayanan"));

class Other_words : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(Other_words, keep_other_stems) { EXPECT_NE(stem(GetParam().first), stem(GetParam().second)); }

INSTANTIATE_TEST_SUITE_P(Words, Other_words,
                         testing::Values(std::pair("sekolah", "olah"), std::pair("memberikan", "ikan"), std::pair("masalah", "masa"),
                                         std::pair("bukan", "buku"), std::pair("pantai", "panti"), std::pair("desa", "dasar")));

TEST(Searchable_text, has_each_word_and_its_stem_once) { EXPECT_EQ(searchable_text("Layanan, pelayanan: layanan!"), "layan layanan pelayanan"); }

TEST(Searchable_text, keeps_numbers_and_foreign_letters) { EXPECT_EQ(searchable_text("e-KTP 2022 caf\xc3\xa9"), "2022 caf\xc3\xa9 e ktp"); }

TEST(Searched_text, is_the_stem_of_each_word) { EXPECT_EQ(searched_text("pelayanan Puskes"), "layan muskes"); }

}  // namespace
}  // namespace jejak::workflows
