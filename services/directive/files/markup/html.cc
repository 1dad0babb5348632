#include "services/directive/files/markup/html.h"

#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "common/text/utf8.h"
#include "services/directive/files/encoding/legacy.h"
#include "services/directive/files/markup/list_label.h"
#include "services/directive/files/markup/text_builder.h"

namespace dondoc::directive::files {
namespace {

template <size_t N>
bool Contains(const std::array<std::string_view, N>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

constexpr std::array<std::string_view, 12> kHidden = {"head",   "script", "style",  "template", "noscript", "select",
                                                      "button", "svg",    "object", "textarea", "iframe",   "math"};
constexpr std::array<std::string_view, 30> kBlocks = {
    "p",  "div", "li",         "ul",  "ol",      "h1",      "h2",     "h3",      "h4",      "h5",
    "h6", "hr",  "blockquote", "pre", "section", "article", "header", "footer",  "center",  "form",
    "dl", "dt",  "dd",         "nav", "main",    "aside",   "body",   "address", "caption", "figure"};

class Attributes {
 public:
  explicit Attributes(const xmlChar** list) : list_(list) {}

  std::string_view operator[](std::string_view name) const {
    for (const xmlChar** at = list_; at != nullptr && *at != nullptr; at += 2) {
      if (reinterpret_cast<const char*>(at[0]) == name && at[1] != nullptr) return reinterpret_cast<const char*>(at[1]);
    }
    return {};
  }

  // Also without a value.
  bool Has(std::string_view name) const {
    for (const xmlChar** at = list_; at != nullptr && *at != nullptr; at += 2) {
      if (reinterpret_cast<const char*>(at[0]) == name) return true;
    }
    return false;
  }

  int Number(std::string_view name, int otherwise) const {
    const std::string_view text = (*this)[name];
    int number = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

 private:
  const xmlChar** list_;
};

// The value of a property in a style attribute, without quotes: "font-family: '.VnTime'; ..." is ".VnTime; ...".
std::string_view StyleValue(std::string_view style, std::string_view property) {
  const size_t at = style.find(property);
  if (at == std::string_view::npos) return {};
  style.remove_prefix(at + property.size());
  const size_t begin = style.find_first_not_of(" :\"'");
  return begin == std::string_view::npos ? std::string_view() : style.substr(begin);
}

// The font of an element, its first choice.
std::string_view FontOf(std::string_view name, const Attributes& attributes) {
  std::string_view font = name == "font" ? attributes["face"] : std::string_view();
  if (font.empty()) font = StyleValue(attributes["style"], "font-family");
  return font.substr(0, font.find_first_of(",;\"'"));
}

// True for what a browser, or Word, does not show.
bool IsHidden(std::string_view name, const Attributes& attributes) {
  const std::string style = ToLower(attributes["style"]);
  return Contains(kHidden, name) || attributes.Has("hidden") || StyleValue(style, "display").starts_with("none") ||
         StyleValue(style, "visibility").starts_with("hidden") || StyleValue(style, "mso-hide").starts_with("all");
}

bool IsRaised(std::string_view name, const Attributes& attributes) {
  return name == "sup" || attributes["class"] == "MsoFootnoteReference" ||
         StyleValue(attributes["style"], "vertical-align").starts_with("super");
}

// True for what is raised behind `before`, the last word, and points to a footnote: "1", "[2]", "(*)". "m2", "km2" and
// powers of ten are none.
bool IsNoteMark(std::string_view mark, std::string_view before) {
  constexpr std::array<std::string_view, 6> kPowered = {"m", "km", "cm", "dm", "mm", "10"};
  return mark.find_first_not_of("0123456789[]()*, \n") == std::string_view::npos && !before.empty() &&
         !Contains(kPowered, before);
}

// Takes the parser's events and writes the text.
class Page {
 public:
  explicit Page(const Limits& limits) : limits_(limits) {}

  // False where elements are nested too deep.
  bool Begin(std::string_view name, const Attributes& attributes) {
    Flush();
    Element element = elements_.empty() ? Element{} : elements_.back();
    element.hidden |= IsHidden(name, attributes);
    element.raised |= IsRaised(name, attributes);
    element.preformatted |= name == "pre";
    if (const std::string_view font = FontOf(name, attributes); !font.empty()) element.font = EncodingOfFont(font);
    const std::string_view align = attributes["align"];
    const std::string_view style_align = StyleValue(attributes["style"], "text-align");
    if (!align.empty() || !style_align.empty() || name == "center") {
      element.centred = name == "center" || align == "center" || style_align.starts_with("center");
    }
    if (!element.hidden) Open(name, attributes);
    elements_.push_back(element);
    return elements_.size() <= limits_.html_depth;
  }

  void End(std::string_view name) {
    Flush();
    if (elements_.empty()) return;
    const bool was_hidden = hidden();
    const bool was_centred = centred();
    elements_.pop_back();
    if (!was_hidden) Close(name, was_centred);
  }

  void Text(std::string_view text) {
    if (!hidden()) run_ += text;
  }

  std::string Take() {
    Flush();
    return builder_.Take();
  }

 private:
  struct Element {
    bool hidden = false;
    bool raised = false;
    bool centred = false;
    bool preformatted = false;
    std::optional<FontEncoding> font;
  };
  struct List {
    bool ordered = false;
    char type = '1';
    int next = 1;
  };

  bool hidden() const { return !elements_.empty() && elements_.back().hidden; }
  bool centred() const { return !elements_.empty() && elements_.back().centred; }
  bool preformatted() const { return !elements_.empty() && elements_.back().preformatted; }

  void Open(std::string_view name, const Attributes& attributes) {
    if (name == "br") {
      Put("\n");
    } else if (name == "table") {
      builder_.BeginTable();
    } else if (name == "tr") {
      builder_.BeginRow();
    } else if (name == "td" || name == "th") {
      builder_.BeginCell(attributes.Number("colspan", 1), attributes.Number("rowspan", 1));
    } else if (Contains(kBlocks, name)) {
      builder_.EndParagraph(centred());
      blank_ = true;
      if (name == "ol" || name == "ul") {
        const std::string_view type = attributes["type"];
        lists_.push_back({name == "ol", type.empty() ? '1' : type[0], attributes.Number("start", 1)});
      } else if (name == "li") {
        OpenItem(attributes);
      }
    }
  }

  void OpenItem(const Attributes& attributes) {
    if (lists_.empty() || !lists_.back().ordered) {
      Put("- ");
      return;
    }
    List& list = lists_.back();
    list.next = attributes.Number("value", list.next);
    const bool letter = list.type == 'a' || list.type == 'A';
    const CountFormat format = list.type == 'a'   ? CountFormat::kLowerLetter
                               : list.type == 'A' ? CountFormat::kUpperLetter
                               : list.type == 'i' ? CountFormat::kLowerRoman
                               : list.type == 'I' ? CountFormat::kUpperRoman
                                                  : CountFormat::kDecimal;
    Put(CountText(list.next++, format) + (letter ? ") " : ". "));
  }

  void Close(std::string_view name, bool was_centred) {
    if (name == "table") {
      builder_.EndTable();
    } else if (name == "tr") {
      builder_.EndRow();
    } else if (name == "td" || name == "th") {
      builder_.EndCell();
    } else if (Contains(kBlocks, name)) {
      builder_.EndParagraph(was_centred);
      if ((name == "ol" || name == "ul") && !lists_.empty()) lists_.pop_back();
    } else {
      return;
    }
    blank_ = true;
  }

  void Put(std::string_view text) {
    Write(text);
    blank_ = text.ends_with('\n') || text.ends_with(' ');
  }

  void Write(std::string_view text) {
    builder_.Append(text);
    const size_t word = text.find_last_of(" \n");
    if (word != std::string_view::npos) word_.clear();
    word_ += text.substr(word == std::string_view::npos ? 0 : word + 1);
  }

  // Writes the characters since the last tag: each run of white space is one blank, none at the start of a line.
  void Flush() {
    if (run_.empty()) return;
    std::string text = std::exchange(run_, "");
    if (blank_) word_.clear();
    if (!elements_.empty() && elements_.back().font) {
      text = DecodeCharacters(text, elements_.back().font->encoding);
      if (elements_.back().font->capitals) text = ToUpper(text);
    }
    if (!elements_.empty() && elements_.back().raised && IsNoteMark(text, word_)) return;
    if (preformatted()) {
      Put(text);
      return;
    }
    std::string plain;
    for (const char c : text) {
      const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
      if (!space || !blank_) plain.push_back(space ? ' ' : c);
      blank_ = space;
    }
    Write(plain);
  }

  const Limits& limits_;
  TextBuilder builder_;
  std::vector<Element> elements_;
  std::vector<List> lists_;
  std::string run_;
  std::string word_;   // the last that was written, as far as it goes
  bool blank_ = true;  // what was written ends with white space
};

struct Parse {
  Page page;
  htmlParserCtxtPtr context = nullptr;
  bool too_deep = false;
};

Parse& ParseOf(void* data) { return *static_cast<Parse*>(data); }
std::string_view View(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

void OnBegin(void* data, const xmlChar* name, const xmlChar** attributes) {
  Parse& parse = ParseOf(data);
  if (parse.too_deep || parse.page.Begin(View(name), Attributes(attributes))) return;
  parse.too_deep = true;
  xmlStopParser(parse.context);
}

void OnEnd(void* data, const xmlChar* name) {
  if (!ParseOf(data).too_deep) ParseOf(data).page.End(View(name));
}

void OnText(void* data, const xmlChar* text, int size) {
  ParseOf(data).page.Text(std::string_view(reinterpret_cast<const char*>(text), static_cast<size_t>(size)));
}

// The name of the encoding that overrules what the page declares; nullptr for none.
const char* EncodingOf(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) return "UTF-16LE";
  if (bytes.starts_with("\xFE\xFF")) return "UTF-16BE";
  if (!FirstInvalidUtf8(bytes)) return "UTF-8";
  std::string head(bytes.substr(0, 4096));
  std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return static_cast<char>(tolower(c)); });
  return head.find("charset") == std::string::npos ? "WINDOWS-1252" : nullptr;
}

}  // namespace

absl::StatusOr<std::string> HtmlText(std::string_view bytes, const Limits& limits) {
  Parse parse{Page(limits)};
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(
      htmlCreateMemoryParserCtxt(bytes.data(), static_cast<int>(bytes.size())), htmlFreeParserCtxt);
  if (context == nullptr) return InvalidField("file", "EMPTY_FILE", "the file is empty; a directive has a text");
  parse.context = context.get();
  htmlSAXHandler& handler = *context->sax;
  handler = {};
  handler.startElement = OnBegin;
  handler.endElement = OnEnd;
  handler.characters = OnText;
  handler.ignorableWhitespace = OnText;
  handler.cdataBlock = nullptr;  // the content of scripts and styles
  context->userData = &parse;
  htmlCtxtUseOptions(context.get(), HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
  const char* encoding = EncodingOf(bytes);
  xmlCharEncodingHandlerPtr decoder = encoding == nullptr ? nullptr : xmlFindCharEncodingHandler(encoding);
  if (decoder != nullptr) {
    xmlSwitchToEncoding(context.get(), decoder);
    htmlCtxtUseOptions(context.get(),
                       HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
  }
  htmlParseDocument(context.get());
  if (parse.too_deep) {
    return InvalidField("file", "FILE_TOO_COMPLEX",
                        "the page has more than " + std::to_string(limits.html_depth) + " elements within each other");
  }
  return parse.page.Take();
}

}  // namespace dondoc::directive::files
