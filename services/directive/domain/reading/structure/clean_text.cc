#include "services/directive/domain/reading/structure/clean_text.h"

#include <algorithm>
#include <array>

#include "common/text/utf8.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kLongestTag = 300;

bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

// No-break spaces count as spaces at the ends of a line.
std::string_view Trim(std::string_view line) {
  while (!line.empty()) {
    if (IsSpace(line.front())) {
      line.remove_prefix(1);
    } else if (line.starts_with("\xC2\xA0")) {
      line.remove_prefix(2);
    } else {
      break;
    }
  }
  while (!line.empty()) {
    if (IsSpace(line.back())) {
      line.remove_suffix(1);
    } else if (line.ends_with("\xC2\xA0")) {
      line.remove_suffix(2);
    } else {
      break;
    }
  }
  return line;
}

bool OnlyOf(std::string_view text, std::string_view allowed) {
  return text.find_first_not_of(allowed) == std::string_view::npos;
}

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr std::array<Entity, 7> kEntities = {{{"&nbsp;", " "},
                                              {"&amp;", "&"},
                                              {"&lt;", "<"},
                                              {"&gt;", ">"},
                                              {"&quot;", "\""},
                                              {"&#39;", "'"},
                                              {"&ndash;", "-"}}};

class Cleaner {
 public:
  explicit Cleaner(std::string_view original) : original_(original) {
    out_.text.reserve(original.size());
    out_.offsets.reserve(original.size() + 1);
  }

  CleanText Run() {
    size_t at = SkipFrontMatter();
    while (at < original_.size()) {
      size_t end = original_.find('\n', at);
      end = end == std::string_view::npos ? original_.size() : end;
      Line(original_.substr(at, end - at));
      at = end + 1;
    }
    out_.offsets.push_back(static_cast<uint32_t>(original_.size()));
    return std::move(out_);
  }

 private:
  // "---", keys, "---" at the very top: a converter's notes.
  size_t SkipFrontMatter() const {
    if (!original_.starts_with("---\n")) {
      return 0;
    }
    const size_t end = original_.find("\n---\n", 3);
    return end > 4000 ? 0 : end + 5;  // npos is more, too
  }

  size_t OffsetOf(std::string_view part) const { return static_cast<size_t>(part.data() - original_.data()); }

  void Put(std::string_view text, size_t offset) {
    out_.text.append(text);
    out_.offsets.resize(out_.text.size(), static_cast<uint32_t>(offset));
  }

  void PutByte(size_t offset) {
    out_.text.push_back(original_[offset]);
    out_.offsets.push_back(static_cast<uint32_t>(offset));
  }

  void Line(std::string_view raw) {
    std::string_view line = Trim(raw);
    if (line == "||") {
      Put("||\n", OffsetOf(line));
      return;
    }
    if (line.size() > 1 && line.front() == '|' && line.find('|', 1) != std::string_view::npos) {
      Row(line);
      return;
    }
    // Marks of Markdown's titles and quotations.
    while (line.starts_with("#") || line.starts_with(">")) {
      line = Trim(line.substr(1));
    }
    Inline(line);
    Put("\n", OffsetOf(raw) + raw.size());
  }

  // A row of a table in Markdown: each cell between lines of their own, as converters put them.
  void Row(std::string_view line) {
    if (line.find('-') != std::string_view::npos && OnlyOf(line, "|-: ")) {
      return;
    }
    line.remove_prefix(1);
    const bool closed = line.ends_with('|');
    if (closed) {
      line.remove_suffix(1);
    }
    Put("||\n", OffsetOf(line));  // here a row begins: lines of their own do not tell
    size_t at = 0;
    while (at <= line.size()) {
      size_t end = line.find('|', at);
      end = end == std::string_view::npos ? line.size() : end;
      Inline(Trim(line.substr(at, end - at)));
      Put("\n|\n", OffsetOf(line) + end);
      at = end + 1;
    }
  }

  // One line or cell without its marks.
  void Inline(std::string_view line) {
    if (line.size() > 2 && line.starts_with("* ") && line.find('*', 1) == std::string_view::npos) {
      Put("-", OffsetOf(line));
      line.remove_prefix(1);
    } else if (line.size() >= 3 && OnlyOf(line, "-=_*. \t")) {
      return;
    }
    const size_t base = OffsetOf(line);
    for (size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '*' || c == '`') {
        continue;
      }
      if (c == '\\' && i + 1 < line.size() &&
          std::string_view("-*_.()[]#|+&").find(line[i + 1]) != std::string_view::npos) {
        continue;
      }
      if (c == '_' && i + 1 < line.size() && line[i + 1] == '_') {
        ++i;
        continue;
      }
      if (c == '-' && line.substr(i).starts_with("---")) {  // a rule drawn under a name
        while (i + 1 < line.size() && line[i + 1] == '-') {
          ++i;
        }
        continue;
      }
      if (c == '<') {
        const size_t length = TagLength(line.substr(i));
        if (length > 0) {
          const bool breaks =
              line.substr(i + 1, 2) == "br" || line.substr(i + 1, 2) == "/p" || line.substr(i + 1, 3) == "/td";
          Put(breaks ? "\n" : " ", base + i);
          i += length - 1;
          continue;
        }
      }
      if (c == '&' && Unescape(line.substr(i), base + i, &i)) {
        continue;
      }
      PutByte(base + i);
    }
  }

  static size_t TagLength(std::string_view text) {
    if (text.size() < 3 || !(text[1] == '/' || text[1] == '!' || (text[1] >= 'a' && text[1] <= 'z') ||
                             (text[1] >= 'A' && text[1] <= 'Z'))) {
      return 0;
    }
    const size_t end = text.substr(0, kLongestTag).find('>');
    return end == std::string_view::npos ? 0 : end + 1;
  }

  bool Unescape(std::string_view text, size_t offset, size_t* i) {
    for (const Entity& entity : kEntities) {
      if (text.starts_with(entity.name)) {
        Put(entity.text, offset);
        *i += entity.name.size() - 1;
        return true;
      }
    }
    return false;
  }

  std::string_view original_;
  CleanText out_;
};

constexpr char32_t kSoftHyphen = 0xAD;

// Characters that only steer how text is set: where a word may break, in which direction it runs.
bool IsInvisible(char32_t c) {
  return c == kSoftHyphen || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x061C || c == 0x180E;
}

// True where everything in the text is seen, and its lines end as they should.
bool IsPlain(std::string_view text) {
  if (text.find('\r') != std::string_view::npos) {
    return false;
  }
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
    } else if (IsInvisible(DecodeUtf8(text, &at))) {
      return false;
    }
  }
  return true;
}

// The text as it is seen: without invisible characters, and with line feeds where a line ends with carriage returns,
// with or without one. A soft hyphen that stands alone, before a blank, is the dash that Word shows for it.
CleanText AsSeen(std::string_view original) {
  CleanText seen;
  const auto put = [&seen](std::string_view bytes, size_t offset) {
    for (size_t i = 0; i < bytes.size(); ++i) {
      seen.text.push_back(bytes[i]);
      seen.offsets.push_back(static_cast<uint32_t>(offset + i));
    }
  };
  for (size_t at = 0; at < original.size();) {
    const size_t begin = at;
    const char32_t c = DecodeUtf8(original, &at);
    const bool alone = (seen.text.empty() || seen.text.back() == ' ' || seen.text.back() == '\n') &&
                       at < original.size() && original[at] == ' ';
    if (c == '\r') {
      while (at < original.size() && original[at] == '\r') {
        ++at;
      }
      const bool fed = at < original.size() && original[at] == '\n';
      for (size_t i = begin; i < at && !fed; ++i) {
        put("\n", i);
      }
    } else if (c == kSoftHyphen && alone) {
      put("-", begin);
    } else if (!IsInvisible(c)) {
      put(original.substr(begin, at - begin), begin);
    }
  }
  seen.offsets.push_back(static_cast<uint32_t>(original.size()));
  return seen;
}

}  // namespace

CleanText Clean(std::string_view original) {
  if (IsPlain(original)) {
    return Cleaner(original).Run();
  }
  const CleanText seen = AsSeen(original);
  CleanText clean = Cleaner(seen.text).Run();
  for (uint32_t& offset : clean.offsets) {
    offset = seen.offsets[offset];
  }
  return clean;
}

}  // namespace dondoc::directive::reading
