// One part of a docx as a sequence of events: names without their prefixes, text between them.
//
// By libxml2's reader: no document type, no entities but the five of XML, nothing is fetched. Not thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"

struct _xmlTextReader;  // NOLINT(bugprone-reserved-identifier): the name that libxml2 gave it

namespace dondoc::directive::files {

class XmlEvents {
 public:
  enum class Kind { kBegin, kEnd, kText };

  // `name` is for messages; `xml` must outlive this.
  XmlEvents(std::string name, std::string_view xml, int depth);

  // Moves to the next event; false at the end or where the part is not well formed: status() tells which. An element
  // without content begins and ends.
  bool Next();
  // OK; or INVALID_ARGUMENT with the field "file": BAD_DOCX, FILE_TOO_COMPLEX (deeper than `depth`).
  const absl::Status& status() const { return status_; }

  Kind kind() const { return kind_; }
  // Of an element: "p", "tbl".
  std::string_view name() const;
  // True where it belongs to the vocabulary of Word (not to drawings, formulas ...).
  bool word() const;
  std::string_view text() const;
  // An attribute of the element that has begun, by its name without prefix; empty where there is none.
  std::string Attribute(std::string_view name) const;
  // Leaves out everything up to the end of the element that has begun, including that.
  bool Skip();

 private:
  struct Closer {
    void operator()(_xmlTextReader* reader) const;
  };
  bool Fail(std::string_view reason, const std::string& what);
  bool TooDeep();

  std::string part_;
  std::unique_ptr<_xmlTextReader, Closer> reader_;
  int depth_;
  Kind kind_ = Kind::kEnd;
  bool empty_ = false;  // the element has begun and has no content: its end is next
  absl::Status status_;
};

}  // namespace dondoc::directive::files
