#include "api/documents/page.hpp"

#include <cairo/cairo-ft.h>
#include <cairo/cairo-pdf.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include <algorithm>
#include <array>
#include <qrcodegen/qrcodegen.hpp>
#include <stdexcept>
#include <utility>

namespace jejak::documents {

namespace {

constexpr double width = 595.276, height = 841.89, margin = 56.7;  // A4, 2 cm
constexpr double leading = 1.35;                                   // of the size, from line to line

// Read from their files, so that neither a machine's other fonts nor its settings change a paper (Debian: fonts-dejavu-core).
constexpr const char* font_folder = "/usr/share/fonts/truetype/dejavu/";
constexpr std::array font_files = {"DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSans.ttf"};  // in the order of Page::Look

// The faces of one document. FreeType's library belongs to one thread at a time, so each document has its own.
class Fonts {
 public:
  Fonts() {
    if (FT_Init_FreeType(&library_) != 0) throw std::runtime_error("FreeType does not start");
  }
  Fonts(const Fonts&) = delete;
  ~Fonts() {
    for (cairo_font_face_t* face : faces_)
      if (face != nullptr) cairo_font_face_destroy(face);
    for (const FT_Face face : files_)
      if (face != nullptr) FT_Done_Face(face);
    FT_Done_FreeType(library_);
  }
  cairo_font_face_t* face(std::size_t look) {
    if (faces_[look] != nullptr) return faces_[look];
    const std::string file = std::string(font_folder) + font_files[look];
    if (FT_New_Face(library_, file.c_str(), 0, &files_[look]) != 0)
      throw std::runtime_error("there is no font " + file + ": install fonts-dejavu-core");
    return faces_[look] = cairo_ft_font_face_create_for_ft_face(files_[look], FT_LOAD_NO_HINTING);
  }

 private:
  FT_Library library_ = nullptr;
  std::array<FT_Face, font_files.size()> files_{};
  std::array<cairo_font_face_t*, font_files.size()> faces_{};
};

cairo_status_t append(void* to, const unsigned char* bytes, unsigned size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

// Where the next character of UTF-8 begins.
std::size_t next_character(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

}  // namespace

struct Page::State {
  Fonts fonts;  // outlive what was drawn with them
  std::string bytes;
  cairo_surface_t* surface = nullptr;
  cairo_t* pen = nullptr;
  double y = margin;

  ~State() {
    if (pen != nullptr) cairo_destroy(pen);
    if (surface != nullptr) cairo_surface_destroy(surface);
  }

  void use(double size, Look look) {
    cairo_set_font_face(pen, fonts.face(static_cast<std::size_t>(look)));
    cairo_set_font_size(pen, size);
  }
  double measure(std::string_view text) const {
    cairo_text_extents_t extents;
    cairo_text_extents(pen, std::string(text).c_str(), &extents);
    return extents.x_advance;
  }
  // As many characters of a word as fit; one at least.
  std::size_t that_fit(std::string_view word, double room) const {
    std::size_t end = next_character(word, 0);
    while (end < word.size() && measure(word.substr(0, next_character(word, end))) <= room) end = next_character(word, end);
    return end;
  }
  std::vector<std::string> wrapped(std::string_view text, double room) const {
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty()) {
      std::string_view word = text.substr(0, text.find_first_of(" \n"));
      text.remove_prefix(std::min(word.size() + 1, text.size()));
      if (!line.empty() && measure(line + " " + std::string(word)) > room) lines.push_back(std::exchange(line, {}));
      while (measure(word) > room) {
        const std::size_t end = that_fit(word, room);
        lines.emplace_back(word.substr(0, end));
        word.remove_prefix(end);
      }
      if (!line.empty()) line += ' ';
      line += word;
    }
    lines.push_back(std::move(line));
    return lines;
  }
  void need(double room) {
    if (y + room <= height - margin) return;
    cairo_show_page(pen);
    y = margin;
  }
  void show(const std::string& line, double x, double at) const {
    cairo_move_to(pen, x, at);
    cairo_show_text(pen, line.c_str());
  }
};

Page::Page(std::string_view title, Timestamp made_at) : state_(std::make_unique<State>()) {
  state_->surface = cairo_pdf_surface_create_for_stream(&append, &state_->bytes, width, height);
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_TITLE, std::string(title).c_str());
  cairo_pdf_surface_set_metadata(state_->surface, CAIRO_PDF_METADATA_CREATE_DATE, (format_rfc3339(made_at).substr(0, 19) + "Z").c_str());
  state_->pen = cairo_create(state_->surface);
  // Letters stand where the font's own measures say, not on the pixels of a screen that there is none of.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_set_font_options(state_->pen, options);
  cairo_font_options_destroy(options);
}

Page::~Page() = default;

void Page::write(std::string_view text, double size, Look look, Place place) {
  state_->use(size, look);
  for (const std::string& line : state_->wrapped(text, width - 2 * margin)) {
    state_->need(size * leading);
    state_->y += size * leading;
    const double x = place == Place::left ? margin : (width - state_->measure(line)) / 2;
    state_->show(line, x, state_->y);
  }
}

void Page::gap(double more) { state_->y += more; }

void Page::rule() {
  state_->need(12);
  cairo_set_line_width(state_->pen, 0.5);
  cairo_move_to(state_->pen, margin, state_->y + 6);
  cairo_line_to(state_->pen, width - margin, state_->y + 6);
  cairo_stroke(state_->pen);
  state_->y += 8;
}

void Page::row(const std::vector<Cell>& cells, double size, Look look) {
  state_->use(size, look);
  const double whole = width - 2 * margin;
  std::vector<std::vector<std::string>> columns;
  std::size_t lines = 1;
  for (const Cell& cell : cells) {
    columns.push_back(state_->wrapped(cell.text, whole * cell.share - 6));
    lines = std::max(lines, columns.back().size());
  }
  state_->need(static_cast<double>(lines) * size * leading);
  double x = margin;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (std::size_t line = 0; line < columns[i].size(); ++line)
      state_->show(columns[i][line], x, state_->y + static_cast<double>(line + 1) * size * leading);
    x += whole * cells[i].share;
  }
  state_->y += static_cast<double>(lines) * size * leading + 2;
}

void Page::code(std::string_view address, const std::vector<std::string>& beside, double side, double size) {
  const auto code = qrcodegen::QrCode::encodeText(std::string(address).c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
  state_->need(side + 8);
  const double module = side / code.getSize();
  for (int y = 0; y < code.getSize(); ++y) {
    for (int x = 0; x < code.getSize(); ++x)
      if (code.getModule(x, y)) cairo_rectangle(state_->pen, margin + x * module, state_->y + 8 + y * module, module, module);
  }
  cairo_fill(state_->pen);
  state_->use(size, Look::plain);
  double at = state_->y + 8;
  for (const std::string& text : beside) {
    for (const std::string& line : state_->wrapped(text, width - 2 * margin - side - 16)) state_->show(line, margin + side + 16, at += size * leading);
  }
  state_->y = std::max(state_->y + side + 8, at);
}

std::string Page::finish() {
  cairo_show_page(state_->pen);
  cairo_surface_finish(state_->surface);
  if (cairo_status(state_->pen) != CAIRO_STATUS_SUCCESS)
    throw std::runtime_error(std::string("cairo: ") + cairo_status_to_string(cairo_status(state_->pen)));
  return std::move(state_->bytes);
}

}  // namespace jejak::documents
