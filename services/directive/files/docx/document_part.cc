#include "services/directive/files/docx/document_part.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "common/text/utf8.h"
#include "services/directive/files/encoding/legacy.h"
#include "services/directive/files/markup/text_builder.h"

namespace dondoc::directive::files {
namespace {

// What stands for nothing that is read: deleted and moved text, the second form of a drawing that older programs show,
// earlier properties, the instructions of fields.
constexpr std::array<std::string_view, 10> kSkipped = {"del",       "moveFrom",    "Fallback",   "pPrChange",
                                                       "rPrChange", "tblPrChange", "tcPrChange", "trPrChange",
                                                       "instrText", "delText"};

bool IsOn(const std::string& value) { return value != "0" && value != "false" && value != "off"; }

int Number(const std::string& text, int otherwise) {
  int number = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class PartReader {
 public:
  PartReader(XmlEvents events, Numbering& numbering) : events_(std::move(events)), numbering_(numbering) {}

  absl::StatusOr<std::string> Read() {
    while (events_.Next()) {
      if (events_.kind() == XmlEvents::Kind::kText) {
        if (in_text_) Write(std::string(events_.text()));
      } else if (events_.kind() == XmlEvents::Kind::kBegin) {
        Begin();
      } else if (events_.word()) {
        End(events_.name());
      }
    }
    if (!events_.status().ok()) return events_.status();
    return builder_.Take();
  }

 private:
  struct Paragraph {
    std::string style;
    NumberedBy numbered;
    std::optional<bool> centred;
    bool begun = false;  // its number is written
  };
  struct Run {
    std::optional<FontEncoding> font;
    bool hidden = false;
    bool capitals = false;
  };

  Paragraph& paragraph() { return paragraphs_.back(); }

  void Begin() {
    const std::string_view name = events_.name();
    if (std::find(kSkipped.begin(), kSkipped.end(), name) != kSkipped.end()) {
      events_.Skip();
      return;
    }
    if (!events_.word()) return;
    if (!BeginStructure(name) && !BeginProperty(name)) BeginCharacters(name);
  }

  bool BeginStructure(std::string_view name) {
    if (name == "p") {
      paragraphs_.emplace_back();
    } else if (name == "r") {
      run_ = {};
    } else if (name == "tbl") {
      builder_.BeginTable();
    } else if (name == "tr") {
      builder_.BeginRow();
    } else if (name == "tc") {
      builder_.BeginCell();
    } else if (name == "txbxContent") {
      builder_.BeginAside();
    } else if (name == "footnote" || name == "endnote") {
      // The first ones are lines that separate notes from text.
      const std::string type = events_.Attribute("type");
      if (!type.empty() && type != "normal") {
        events_.Skip();
      } else {
        paragraphs_.emplace_back();
        paragraph().begun = true;
        builder_.Append("[" + events_.Attribute("id") + "] ");
      }
    } else {
      return false;
    }
    return true;
  }

  bool BeginProperty(std::string_view name) {
    const std::string value = events_.Attribute("val");
    if (name == "pStyle") {
      paragraph().style = value;
    } else if (name == "ilvl") {
      paragraph().numbered.level = Number(value, 0);
    } else if (name == "numId") {
      paragraph().numbered.list = Number(value, 0);
    } else if (name == "jc") {
      paragraph().centred = value == "center";
    } else if (name == "gridSpan") {
      builder_.SpanColumns(Number(value, 1));
    } else if (name == "vMerge") {
      if (value != "restart") builder_.MergeUp();
    } else if (name == "vanish") {
      run_.hidden = IsOn(value);
    } else if (name == "caps") {
      run_.capitals = IsOn(value);
    } else if (name == "rFonts") {
      std::string font = events_.Attribute("ascii");
      if (font.empty()) font = events_.Attribute("hAnsi");
      run_.font = EncodingOfFont(font);
    } else {
      return false;
    }
    return true;
  }

  void BeginCharacters(std::string_view name) {
    if (name == "t") {
      in_text_ = true;
    } else if (name == "tab") {
      if (in_properties_ == 0) Write("\t");
    } else if (name == "br" || name == "cr") {
      Write("\n");
    } else if (name == "noBreakHyphen") {
      Write("-");
    } else if (name == "pPr") {
      ++in_properties_;
    }
  }

  void End(std::string_view name) {
    if (name == "t") {
      in_text_ = false;
    } else if (name == "pPr") {
      --in_properties_;
      run_ = {};
    } else if (name == "p" || name == "footnote" || name == "endnote") {
      EndParagraph();
    } else if (name == "tc") {
      builder_.EndCell();
    } else if (name == "tr") {
      builder_.EndRow();
    } else if (name == "tbl") {
      builder_.EndTable();
    } else if (name == "txbxContent") {
      builder_.EndAside();
    }
  }

  void EndParagraph() {
    if (paragraphs_.size() == 1) return;
    builder_.EndParagraph(paragraph().centred.value_or(numbering_.StyleIsCentred(paragraph().style)));
    paragraphs_.pop_back();
  }

  void Write(std::string text) {
    if (run_.hidden) return;
    if (run_.font) text = DecodeCharacters(text, run_.font->encoding);
    if (run_.capitals || (run_.font && run_.font->capitals)) text = ToUpper(text);
    if (!std::exchange(paragraph().begun, true)) {
      builder_.Append(numbering_.Label(paragraph().style, paragraph().numbered));
    }
    builder_.Append(text);
  }

  XmlEvents events_;
  Numbering& numbering_;
  TextBuilder builder_;
  // That are open: nobody's, one, and further ones in its text box.
  std::vector<Paragraph> paragraphs_{1};
  Run run_;
  bool in_text_ = false;
  int in_properties_ = 0;
};

}  // namespace

absl::StatusOr<std::string> PartText(XmlEvents events, Numbering& numbering) {
  return PartReader(std::move(events), numbering).Read();
}

}  // namespace dondoc::directive::files
