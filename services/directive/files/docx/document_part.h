// The text in a part of a docx: the document itself, its footnotes, its endnotes.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/directive/files/docx/numbering.h"
#include "services/directive/files/docx/xml_events.h"

namespace dondoc::directive::files {

// All of it; each note is "[1] text" and a paragraph of its own. `numbering` counts on. Errors: those of XmlEvents.
absl::StatusOr<std::string> PartText(XmlEvents events, Numbering& numbering);

}  // namespace dondoc::directive::files
