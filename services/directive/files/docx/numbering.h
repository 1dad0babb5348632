// The numbers and bullets that Word writes before paragraphs by itself: they are in no paragraph's text.
//
// Not thread-safe: counting has a state.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "services/directive/files/docx/xml_events.h"
#include "services/directive/files/markup/list_label.h"

namespace dondoc::directive::files {

// How a paragraph is numbered: by which list, on which level. What is not said comes from its style.
struct NumberedBy {
  std::optional<int> list;  // 0 is none, also where the style has one
  std::optional<int> level;
};

class Numbering {
 public:
  // Reads numbering.xml and styles.xml; a docx may have neither. Errors: those of XmlEvents.
  absl::Status ReadLists(XmlEvents events);
  absl::Status ReadStyles(XmlEvents events);

  // What stands before the next paragraph, with a blank behind: "IV. ", "a) ", "- "; empty where it is not numbered.
  // To be called once for each paragraph with text, in their order.
  std::string Label(const std::string& style, const NumberedBy& paragraph);

  // What a style says, with those that it is based on.
  bool StyleIsCentred(const std::string& style) const;

 private:
  static constexpr int kLevels = 9;
  struct Level {
    int start = 1;
    CountFormat format = CountFormat::kDecimal;
    bool bullet = false;
    bool shown = true;   // numFmt none
    bool legal = false;  // all numbers decimal
    std::string text;    // "%1.%2."; of a bullet its character
    std::string style;   // paragraphs of this style are on this level
  };
  struct Pattern {
    std::map<int, Level> levels;
    std::map<int, int> counts;  // how far each level has counted
  };
  struct List {
    int pattern = -1;
    std::map<int, int> starts;  // levels that begin anew
    std::map<int, Level> levels;
    bool used = false;
  };
  struct Style {
    std::string based_on;
    NumberedBy numbered;
    std::optional<bool> centred;
  };

  const Style* FindStyle(const std::string& name) const;
  NumberedBy OfStyle(const std::string& style) const;
  const Level* FindLevel(const List& list, int level) const;
  std::string Text(const List& list, const Level& level, int at) const;

  std::map<int, Pattern> patterns_;
  std::map<int, List> lists_;
  std::map<std::string, Style> styles_;
};

// "decimal", "lowerLetter" ...; nothing for "bullet", "none" and what is unusual.
std::optional<CountFormat> FormatNamed(std::string_view name);

}  // namespace dondoc::directive::files
