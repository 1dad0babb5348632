#include "services/directive/files/docx/xml_events.h"

#include <libxml/xmlreader.h>

#include <utility>

#include "common/status/status.h"

namespace dondoc::directive::files {
namespace {

std::string_view View(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

}  // namespace

void XmlEvents::Closer::operator()(_xmlTextReader* reader) const { xmlFreeTextReader(reader); }

XmlEvents::XmlEvents(std::string name, std::string_view xml, int depth)
    : part_(std::move(name)),
      reader_(xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)),
      depth_(depth) {}

bool XmlEvents::Fail(std::string_view reason, const std::string& what) {
  status_ = InvalidField("file", reason, part_ + " of the docx " + what);
  return false;
}

bool XmlEvents::TooDeep() {
  return Fail("FILE_TOO_COMPLEX", "has more than " + std::to_string(depth_) + " elements within each other");
}

bool XmlEvents::Next() {
  if (!status_.ok()) return false;
  if (std::exchange(empty_, false)) {
    kind_ = Kind::kEnd;
    return true;
  }
  while (true) {
    const int more = reader_ == nullptr ? -1 : xmlTextReaderRead(reader_.get());
    if (more < 0) {
      // What libxml2 calls an internal error is a limit of its own, on depth before all.
      const xmlError* error = xmlGetLastError();
      if (error != nullptr && error->code == XML_ERR_INTERNAL_ERROR) return TooDeep();
      return Fail("BAD_DOCX", "is no well-formed XML; open the file in Word and save it anew");
    }
    if (more == 0) return false;
    switch (xmlTextReaderNodeType(reader_.get())) {
      case XML_READER_TYPE_ELEMENT:
        if (xmlTextReaderDepth(reader_.get()) > depth_) return TooDeep();
        kind_ = Kind::kBegin;
        empty_ = xmlTextReaderIsEmptyElement(reader_.get()) == 1;
        return true;
      case XML_READER_TYPE_END_ELEMENT:
        kind_ = Kind::kEnd;
        return true;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        kind_ = Kind::kText;
        return true;
      case XML_READER_TYPE_DOCUMENT_TYPE:
        return Fail("BAD_DOCX", "has a document type, which Word never writes");
      default:
        break;
    }
  }
}

std::string_view XmlEvents::name() const { return View(xmlTextReaderConstLocalName(reader_.get())); }

bool XmlEvents::word() const {
  return View(xmlTextReaderConstNamespaceUri(reader_.get())).find("wordprocessingml") != std::string_view::npos;
}

std::string_view XmlEvents::text() const { return View(xmlTextReaderConstValue(reader_.get())); }

std::string XmlEvents::Attribute(std::string_view name) const {
  std::string value;
  for (int more = xmlTextReaderMoveToFirstAttribute(reader_.get()); more == 1;
       more = xmlTextReaderMoveToNextAttribute(reader_.get())) {
    if (View(xmlTextReaderConstLocalName(reader_.get())) != name) continue;
    value = View(xmlTextReaderConstValue(reader_.get()));
    break;
  }
  xmlTextReaderMoveToElement(reader_.get());
  return value;
}

bool XmlEvents::Skip() {
  for (int open = 1; open > 0;) {
    if (!Next()) return false;
    open += kind_ == Kind::kBegin ? 1 : kind_ == Kind::kEnd ? -1 : 0;
  }
  return true;
}

}  // namespace dondoc::directive::files
