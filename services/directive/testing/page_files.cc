#include "services/directive/testing/page_files.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "common/process/run_bounded.h"
#include "common/testing/temp_dir.h"
#include "common/text/utf8.h"
#include "services/directive/files/file_form.h"
#include "services/directive/files/pages/picture.h"

namespace dondoc::directive::files::testing {
namespace {

using Lines = std::vector<std::string>;
constexpr auto kLong = std::chrono::seconds(60);
constexpr size_t kWidth = 84;
constexpr size_t kLinesOnAPage = 46;
constexpr std::uint64_t kDotsPerInch = 300;
// Every line as wide as its characters, so that columns are columns; a plain zero, which OCR does not take for a 6.
constexpr char kFont[] = "--font=FreeMono Bold 10";

size_t Columns(const std::string& text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string Blanks(size_t count) { return std::string(count, ' '); }

void Wrap(const std::string& text, size_t width, const std::string& first, Lines* out) {
  std::istringstream paragraphs(text);
  for (std::string paragraph; std::getline(paragraphs, paragraph);) {
    std::istringstream words(paragraph);
    std::string line = first;
    bool empty = true;
    for (std::string word; words >> word;) {
      if (!empty && Columns(line) + 1 + Columns(word) > width) {
        out->push_back(line);
        line.clear();
        empty = true;
      }
      line += (empty ? "" : " ") + word;
      empty = false;
    }
    out->push_back(line);
  }
}

// Lines of one paragraph as one; what begins with a dash is the next item of a list.
std::string WithoutBreaks(std::string text) {
  for (size_t at = 0; (at = text.find('\n', at)) != std::string::npos; ++at) {
    if (text.substr(at + 1, 1) != "-") text[at] = ' ';
  }
  return text;
}

void SideBySide(const std::vector<std::string>& cells, const std::vector<size_t>& widths, Lines* out) {
  std::vector<Lines> columns;
  size_t height = 0;
  for (size_t i = 0; i < cells.size(); ++i) {
    columns.emplace_back();
    Wrap(cells[i], widths[i] - 3, "", &columns.back());
    height = std::max(height, columns.back().size());
  }
  for (size_t row = 0; row < height; ++row) {
    std::string line;
    size_t at = 0;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (row < columns[i].size()) line += Blanks(at - Columns(line)) + columns[i][row];
      at += widths[i];
    }
    out->push_back(line);
  }
}

std::vector<size_t> WidthsOf(const Block& table) {
  switch (table.rows[0].size()) {
    case 2:
      return {40, 48};
    case 5:
      return {6, 26, 18, 20, 16};
    default:
      return std::vector<size_t>(table.rows[0].size(), kWidth / table.rows[0].size());
  }
}

std::string Read(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Must(const std::vector<std::string>& argv, const std::filesystem::path& directory) {
  process::ProcessSpec spec;
  spec.argv = argv;
  spec.directory = directory;
  spec.log = directory / "log";
  if (!RunToEnd(spec, kLong).ok()) std::abort();
}

std::string BigEndian(std::uint32_t number, int bytes) {
  std::string text;
  for (int i = bytes - 1; i >= 0; --i) text.push_back(static_cast<char>(number >> (8 * i)));
  return text;
}

}  // namespace

bool CanMakePages() {
  static const bool can = std::system("pango-view --version >/dev/null 2>&1 && fc-list | grep -q FreeMonoBold") == 0;
  return can;
}

std::vector<std::string> PagesOf(const Sample& sample, Spacing spacing) {
  Lines lines;
  for (const Block& block : sample) {
    if (!block.rows.empty()) {
      for (auto row : block.rows) {
        row.resize(block.rows[0].size());
        SideBySide(row, WidthsOf(block), &lines);
      }
      lines.emplace_back();
      continue;
    }
    const std::string text = WithoutBreaks(block.text);
    const size_t columns = Columns(text);
    const bool title = columns < 60 && ToUpper(text) == text;
    Wrap(text, kWidth, title ? Blanks((kWidth - columns) / 2) : Blanks(6), &lines);
    if (spacing == Spacing::kEmptyLines || title || &block < &sample[4]) lines.emplace_back();
  }
  std::vector<std::string> pages;
  for (size_t at = 0; at < lines.size(); at += kLinesOnAPage) {
    std::string page;
    if (at > 0) page = Blanks(kWidth / 2) + std::to_string(pages.size() + 1) + "\n\n";
    for (size_t i = at; i < std::min(at + kLinesOnAPage, lines.size()); ++i) page += lines[i] + "\n";
    pages.push_back(page);
  }
  return pages;
}

std::string PdfOf(const std::vector<std::string>& pages) {
  const dondoc::testing::TempDir directory;
  std::vector<std::string> made;
  for (const std::string& page : pages) {
    const std::string name = "p" + std::to_string(made.size());
    std::ofstream(directory.path() / name, std::ios::binary) << page;
    Must({"pango-view", "-q", kFont, "--margin=50", "--output=" + name + ".pdf", name}, directory.path());
    made.push_back(Read(directory.path() / (name + ".pdf")));
  }
  return Unite(made);
}

std::string Unite(const std::vector<std::string>& pdfs) {
  const dondoc::testing::TempDir directory;
  std::vector<std::string> argv = {"pdfunite"};
  for (const std::string& pdf : pdfs) {
    argv.push_back("p" + std::to_string(argv.size()) + ".pdf");
    std::ofstream(directory.path() / argv.back(), std::ios::binary) << pdf;
  }
  argv.emplace_back("all.pdf");
  Must(argv, directory.path());
  return Read(directory.path() / "all.pdf");
}

std::vector<std::string> PicturesOf(const std::string& pdf, const std::string& form) {
  const dondoc::testing::TempDir directory;
  std::ofstream(directory.path() / "a.pdf", std::ios::binary) << pdf;
  Must({"pdftoppm", "-r", std::to_string(kDotsPerInch), form == "gray" ? "-gray" : "-" + form, "a.pdf", "p"},
       directory.path());
  std::vector<std::filesystem::path> names;
  for (const auto& entry : std::filesystem::directory_iterator(directory.path())) {
    if (entry.path().filename().string().starts_with("p-")) names.push_back(entry.path());
  }
  std::sort(names.begin(), names.end());
  std::vector<std::string> pictures;
  for (const auto& name : names) pictures.push_back(Read(name));
  return pictures;
}

std::string ScannedPdfOf(const std::vector<ScannedPage>& pages) {
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "",
                                      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string kids;
  const auto stream = [](const std::string& head, const std::string& bytes) {
    return "<< " + head + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
  };
  for (const ScannedPage& page : pages) {
    const PictureSize size = PictureSizes(page.jpeg, FileForm::kJpeg)->front();
    const std::string first = std::to_string(objects.size() + 1);
    const std::string second = std::to_string(objects.size() + 2);
    kids += std::to_string(objects.size() + 3) + " 0 R ";
    objects.push_back(
        stream("/Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Width " +
                   std::to_string(size.width) + " /Height " + std::to_string(size.height),
               page.jpeg));
    const std::string width = std::to_string(size.width * 72 / kDotsPerInch);
    const std::string height = std::to_string(size.height * 72 / kDotsPerInch);
    std::string drawing = "q " + width + " 0 0 " + height + " 0 0 cm /Im Do Q\n";
    if (!page.stamp.empty()) drawing += "BT /F 8 Tf 50 20 Td (" + page.stamp + ") Tj ET\n";
    objects.push_back(stream("", drawing));
    objects.push_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + width + " " + height +
                      "] /Resources << /Font << /F 3 0 R >> /XObject << /Im " + first + " 0 R >> >> /Contents " +
                      second + " 0 R >>");
  }
  objects[1] = "<< /Type /Pages /Count " + std::to_string(pages.size()) + " /Kids [ " + kids + "] >>";
  std::string pdf = "%PDF-1.4\n";
  std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(pdf.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string at = std::to_string(pdf.size());
  return pdf + table + "trailer << /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + at +
         "\n%%EOF\n";
}

std::string TiffOf(const std::vector<std::string>& gray) {
  std::string tiff("MM\0*\0\0\0\0", 8);
  size_t link = 4;
  for (const std::string& picture : gray) {
    std::istringstream in(picture);
    std::string magic;
    std::uint32_t width = 0, height = 0, most = 0;
    in >> magic >> width >> height >> most;
    const std::string pixels = picture.substr(picture.size() - std::size_t{width} * height);
    const auto data = static_cast<std::uint32_t>(tiff.size());
    tiff += pixels;
    tiff.resize((tiff.size() + 1) / 2 * 2);
    tiff.replace(link, 4, BigEndian(static_cast<std::uint32_t>(tiff.size()), 4));
    const auto entry = [](std::uint32_t tag, std::uint32_t value) {
      return BigEndian(tag, 2) + BigEndian(4, 2) + BigEndian(1, 4) + BigEndian(value, 4);
    };
    const std::string entries = entry(256, width) + entry(257, height) + entry(258, 8) + entry(259, 1) + entry(262, 1) +
                                entry(273, data) + entry(277, 1) + entry(278, height) +
                                entry(279, static_cast<std::uint32_t>(pixels.size()));
    tiff += BigEndian(9, 2) + entries;
    link = tiff.size();
    tiff += BigEndian(0, 4);
  }
  return tiff;
}

}  // namespace dondoc::directive::files::testing
