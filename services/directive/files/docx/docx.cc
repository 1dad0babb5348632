#include "services/directive/files/docx/docx.h"

#include <map>
#include <optional>
#include <utility>

#include "common/status/status.h"
#include "services/directive/files/docx/document_part.h"
#include "services/directive/files/docx/numbering.h"
#include "services/directive/files/docx/xml_events.h"
#include "services/directive/files/docx/zip_archive.h"

namespace dondoc::directive::files {
namespace {

// Where the parts of a kind are, by the last word of the relationship's type: "officeDocument", "styles".
using Parts = std::map<std::string, std::string, std::less<>>;

// The path that a relationship of a part in `folder` means.
std::string Resolve(const std::string& folder, const std::string& target) {
  return target.starts_with('/') ? target.substr(1) : folder + target;
}

absl::StatusOr<Parts> ReadRelationships(ZipArchive& archive, const std::string& name, const std::string& folder,
                                        const Limits& limits) {
  Parts parts;
  DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> xml, archive.Read(name));
  if (!xml) return parts;
  XmlEvents events(name, *xml, limits.xml_depth);
  while (events.Next()) {
    if (events.kind() != XmlEvents::Kind::kBegin || events.name() != "Relationship") continue;
    if (events.Attribute("TargetMode") == "External") continue;
    const std::string type = events.Attribute("Type");
    parts.emplace(type.substr(type.rfind('/') + 1), Resolve(folder, events.Attribute("Target")));
  }
  DONDOC_RETURN_IF_ERROR(events.status());
  return parts;
}

// A part of the document that need not be there, as XML; empty where it is not.
absl::StatusOr<std::string> ReadPart(ZipArchive& archive, const Parts& parts, std::string_view kind) {
  const auto found = parts.find(kind);
  if (found == parts.end()) return std::string();
  DONDOC_ASSIGN_OR_RETURN(std::optional<std::string> xml, archive.Read(found->second));
  return std::move(xml).value_or("");
}

}  // namespace

absl::StatusOr<std::string> DocxText(std::string_view bytes, const Limits& limits) {
  DONDOC_ASSIGN_OR_RETURN(ZipArchive archive, ZipArchive::Open(bytes, limits));
  DONDOC_ASSIGN_OR_RETURN(const Parts package, ReadRelationships(archive, "_rels/.rels", "", limits));
  const auto main = package.find("officeDocument");
  const std::string name = main == package.end() ? "word/document.xml" : main->second;
  const size_t slash = name.rfind('/') + 1;
  const std::string folder = name.substr(0, slash);
  DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> document, archive.Read(name));
  if (!document) return InvalidField("file", "BAD_DOCX", "the docx has no document; open it in Word and save it anew");
  DONDOC_ASSIGN_OR_RETURN(const Parts parts,
                          ReadRelationships(archive, folder + "_rels/" + name.substr(slash) + ".rels", folder, limits));
  Numbering numbering;
  DONDOC_ASSIGN_OR_RETURN(const std::string lists, ReadPart(archive, parts, "numbering"));
  if (!lists.empty()) DONDOC_RETURN_IF_ERROR(numbering.ReadLists(XmlEvents("numbering", lists, limits.xml_depth)));
  DONDOC_ASSIGN_OR_RETURN(const std::string styles, ReadPart(archive, parts, "styles"));
  if (!styles.empty()) DONDOC_RETURN_IF_ERROR(numbering.ReadStyles(XmlEvents("styles", styles, limits.xml_depth)));
  DONDOC_ASSIGN_OR_RETURN(std::string text, PartText(XmlEvents(name, *document, limits.xml_depth), numbering));
  for (const char* kind : {"footnotes", "endnotes"}) {
    DONDOC_ASSIGN_OR_RETURN(const std::string notes, ReadPart(archive, parts, kind));
    if (notes.empty()) continue;
    DONDOC_ASSIGN_OR_RETURN(const std::string words, PartText(XmlEvents(kind, notes, limits.xml_depth), numbering));
    text += "\n" + words;
  }
  return text;
}

}  // namespace dondoc::directive::files
