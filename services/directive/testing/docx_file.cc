#include "services/directive/testing/docx_file.h"

#include <zip.h>

#include <cstdlib>

namespace dondoc::directive::files::testing {
namespace {

constexpr char kDeclaration[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr char kNamespaces[] =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";
constexpr char kOffice[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string Part(const std::string& element, const std::string& content) {
  return kDeclaration + ("<w:" + element) + kNamespaces + ">" + content + "</w:" + element + ">";
}

std::string Relationships(const std::vector<std::pair<std::string, std::string>>& targets) {
  std::string xml = std::string(kDeclaration) +
                    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  int id = 0;
  for (const auto& [type, target] : targets) {
    xml += "<Relationship Id=\"r" + std::to_string(++id) + "\" Type=\"" + kOffice + type + "\" Target=\"" + target +
           "\"/>";
  }
  return xml + "</Relationships>";
}

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return escaped;
}

}  // namespace

std::string MakeZip(const std::vector<std::pair<std::string, std::string>>& files) {
  zip_error_t error;
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) std::abort();
  zip_source_keep(target);
  for (const auto& [name, content] : files) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    if (zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) < 0) std::abort();
  }
  if (zip_close(archive) != 0) std::abort();
  zip_stat_t stat;
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(target);
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  return bytes;
}

std::string MakeDocx(const DocxParts& parts) {
  std::vector<std::pair<std::string, std::string>> related;
  std::vector<std::pair<std::string, std::string>> files = {
      {"_rels/.rels", Relationships({{"officeDocument", "word/document.xml"}})},
      {"word/document.xml", Part("document", "<w:body>" + parts.body + "<w:sectPr/></w:body>")}};
  const auto add = [&](const std::string& kind, const std::string& content) {
    if (content.empty()) return;
    files.emplace_back("word/" + kind + ".xml", Part(kind, content));
    related.emplace_back(kind, kind + ".xml");
  };
  add("numbering", parts.numbering);
  add("styles", parts.styles);
  add("footnotes", parts.footnotes);
  files.emplace_back("word/_rels/document.xml.rels", Relationships(related));
  return MakeZip(files);
}

std::string ParagraphXml(const std::string& text) {
  std::string xml = "<w:p><w:r><w:t xml:space=\"preserve\">";
  for (const char c : Escaped(text)) {
    xml += c == '\n' ? "</w:t><w:br/><w:t xml:space=\"preserve\">" : std::string(1, c);
  }
  return xml + "</w:t></w:r></w:p>";
}

std::string DocxOf(const Sample& sample) {
  std::string body;
  for (const Block& block : sample) {
    if (block.rows.empty()) {
      body += ParagraphXml(block.text);
      continue;
    }
    body += "<w:tbl><w:tblPr/>";
    for (const auto& row : block.rows) {
      body += "<w:tr>";
      for (const std::string& cell : row) body += "<w:tc><w:tcPr/>" + ParagraphXml(cell) + "</w:tc>";
      body += "</w:tr>";
    }
    body += "</w:tbl>";
  }
  return MakeDocx({.body = body});
}

}  // namespace dondoc::directive::files::testing
