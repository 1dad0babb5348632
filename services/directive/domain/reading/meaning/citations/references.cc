#include "services/directive/domain/reading/meaning/citations/references.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "common/text/fold.h"
#include "services/directive/domain/reading/meaning/citations/citations.h"
#include "services/directive/domain/reading/meaning/header/authority.h"
#include "services/directive/domain/reading/meaning/units/units.h"
#include "services/directive/domain/reading/meaning/values/notation.h"

namespace dondoc::directive::reading {
namespace {

constexpr size_t kOpening = 60;        // blocks in which bases are looked for
constexpr size_t kShortestOrder = 12;  // tokens of a paragraph that leads over to the orders
constexpr int kDeepest = 12;           // rank of the marks that may stand before a basis ("- Căn cứ ...")

// What a number is compared by.
std::string NumberKey(const std::string& number) { return Fold(number, Punctuation::kDrop); }

// The year that a number says, whatever a misprint makes of its day: 2024 of "163/2024/QH15"; 0 where it says none.
int YearOf(const std::string& number) {
  const size_t slash = number.find('/');
  if (slash == number.npos || number.find_first_not_of("0123456789", slash + 1) != slash + 5 ||
      number[slash + 5] != '/') {
    return 0;
  }
  return std::stoi(number.substr(slash + 1, 4));
}

// Documents named so far, each once: number and year tell them apart. Those without a number are named but once.
class Known {
 public:
  // `title`: the mention stands in the title, perhaps in capitals throughout.
  void Add(CitationAt cited, bool basis, bool title) {
    const std::string key = NumberKey(cited.citation.number);
    Entry* known = key.empty() ? nullptr : Find(key, cited.citation);
    if (known == nullptr) {
      places_.emplace(key, entries_.size());
      entries_.push_back({std::move(cited.citation), basis, title});
      return;
    }
    // A later mention may say what the first left out.
    Citation& citation = known->citation;
    if (known->title || (basis && !known->basis)) {
      citation.number = cited.citation.number;
      citation.span = cited.citation.span;
      known->title = title;
    }
    const int year = YearOf(citation.number);
    const bool misprint = year != 0 && citation.issued.year != year && cited.citation.issued.year == year;
    if (misprint || (citation.issued.year == 0 && cited.citation.issued.year != 0)) {
      citation.issued = cited.citation.issued;
    }
    if (citation.issuer.empty()) {
      citation.issuer = std::move(cited.citation.issuer);
    }
    known->basis |= basis;
  }

  void Split(ParsedDirective* out) {
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.citation.span.begin < b.citation.span.begin; });
    for (Entry& entry : entries_) {
      (entry.basis ? out->legal_bases : out->citations).push_back(std::move(entry.citation));
    }
  }

 private:
  struct Entry {
    Citation citation;
    bool basis = false;
    bool title = false;
  };

  Entry* Find(const std::string& key, const Citation& cited) {
    const auto [begin, end] = places_.equal_range(key);
    for (auto at = begin; at != end; ++at) {
      Entry& entry = entries_[at->second];
      const PartialDate& issued = entry.citation.issued;
      if (YearOf(cited.number) != 0 || issued.year == 0 || cited.issued.year == 0 || issued.year == cited.issued.year) {
        return &entry;
      }
    }
    return nullptr;
  }

  std::vector<Entry> entries_;
  std::unordered_multimap<std::string, size_t> places_;
};

class ReferenceReader {
 public:
  ReferenceReader(const TokenText& text, const Layout& layout, const std::vector<Block>& blocks, TokenRange abstract,
                  ParsedDirective* out)
      : text_(text), layout_(layout), blocks_(blocks), abstract_(abstract), out_(out) {}

  void Run() {
    FindBases();
    const std::string own = NumberKey(out_->number);
    Known known;
    const auto itself = [&own](const CitationAt& cited) {
      return !own.empty() && NumberKey(cited.citation.number) == own;
    };
    bool first = true;  // a title goes on with what the document implemented is about
    for (CitationAt& cited : FindCitations(text_, abstract_.begin, abstract_.end)) {
      if (!itself(cited)) {
        const bool basis = first && Implemented(cited);
        known.Add(std::move(cited), basis, true);
        first = false;
      }
    }
    for (CitationAt& cited : FindCitations(text_, Begin(), End())) {
      if (!itself(cited) && !Outside(cited.begin)) {
        const bool basis = InBasis(cited.begin) && !OwnLetter(cited.citation);
        known.Add(std::move(cited), basis, false);
      }
    }
    for (const TokenRange& basis : bases_) {
      for (CitationAt& law : FindLaws(text_, basis.begin, basis.end)) {
        known.Add(std::move(law), true, false);
      }
    }
    known.Split(out_);
  }

 private:
  // The body, or what is left of the line that it shares with the title.
  size_t Begin() const {
    const size_t body = layout_.zones.body_begin;
    const size_t begin = body < layout_.lines.size() ? layout_.lines[body].begin : text_.tokens.size();
    return abstract_.empty() ? begin : std::max(std::min(begin, abstract_.end), abstract_.end);
  }

  size_t End() const {
    return layout_.zones.end == 0 ? 0 : layout_.lines[std::min(layout_.zones.end, layout_.lines.size()) - 1].end;
  }

  // In the closing, or in a site's words.
  bool Outside(size_t token) const {
    const size_t line = layout_.LineOf(token);
    return layout_.lines[line].furniture || (line >= layout_.zones.closing_begin && line < layout_.zones.closing_end);
  }

  // The paragraphs from the end of the header to the first numbered section that say what the document rests on.
  void FindBases() {
    for (size_t i = 0; i < blocks_.size() && i < kOpening; ++i) {
      const Block& block = blocks_[i];
      if (block.rank < kDeepest && block.marker.kind != MarkerKind::kNone) {
        return;
      }
      const bool basis = static_cast<bool>(LongestMatch(text_, TheVocabulary().bases, block.content, block.end));
      // What a notice tells of the meeting before its conclusions is no basis.
      const bool orders = text_.tokens[block.end - 1].mark == ':' && block.end - block.content > kShortestOrder &&
                          out_->type != DocumentType::kNotice;
      if (basis) {
        bases_.push_back({block.content, BeforeDecision(block)});
      } else {
        FindBasesWithin(block, orders);
      }
      const bool list = i + 1 < blocks_.size() && blocks_[i + 1].marker.kind == MarkerKind::kDash &&
                        text_.tokens[block.content].folded == "can";
      if (orders && !list) {
        return;
      }
    }
  }

  // "Theo đề nghị ...; / Ủy ban nhân dân tỉnh ban hành Quyết định sửa đổi Quyết định số ...": what is decided is no
  // basis. Where that begins, or the block's end.
  size_t BeforeDecision(const Block& block) const {
    for (size_t i = block.content + 1; i < block.end; ++i) {
      const char before = text_.tokens[i - 1].mark;
      if ((before != '.' && before != ';') || !BeginsBody(text_, i, block.end)) {
        continue;
      }
      const UnitList units = ReadUnits(text_, i, block.end);
      if (WordsAt(text_, units.end, block.end, "ban hanh") &&
          LongestMatch(text_, TheVocabulary().document_types, units.end + 2, block.end)) {
        return i;
      }
    }
    return block.end;
  }

  // Later sentences of a paragraph that open so ("... Thực hiện Nghị quyết số 01/NQ-CP, ..."), and the one that leads
  // over to the orders ("... và Chỉ thị số 13/CT-TTg, Bộ Nội vụ có ý kiến như sau:").
  void FindBasesWithin(const Block& block, bool orders) {
    for (size_t i = block.content; i < block.end;) {
      size_t end = i;
      while (end < block.end &&
             !(text_.tokens[end].mark == '.' && end + 1 < block.end && text_.tokens[end + 1].capital)) {
        ++end;
      }
      const Match basis = LongestMatch(text_, TheVocabulary().bases, i, end);
      const bool names = basis && (LongestMatch(text_, TheVocabulary().document_types, basis.end, end) ||
                                   FindWords(text_, basis.end, std::min(end, basis.end + 4), "so") != kNpos);
      if (names || (orders && end == block.end)) {
        bases_.push_back({i, end});
      }
      i = end + 1;
    }
  }

  bool InBasis(size_t token) const {
    return std::any_of(bases_.begin(), bases_.end(),
                       [token](const TokenRange& basis) { return token >= basis.begin && token < basis.end; });
  }

  // "KẾ HOẠCH thực hiện Chỉ thị số ...": what the title says that the document implements.
  bool Implemented(const CitationAt& cited) const {
    size_t at = cited.named;
    at -= at > abstract_.begin && text_.tokens[at - 1].folded == "cac" ? 1 : 0;
    if (at < abstract_.begin + 2 || cited.named == cited.begin ||
        !(WordsAt(text_, at - 2, at, "thuc hien") || WordsAt(text_, at - 2, at, "trien khai") ||
          WordsAt(text_, at - 2, at, "thi hanh"))) {
      return false;
    }
    // "... về tình hình thực hiện Nghị quyết số ...", "kết quả thực hiện": told about, not implemented.
    at -= 2;
    return at < abstract_.begin + 2 ||
           !(WordsAt(text_, at - 2, at, "tinh hinh") || WordsAt(text_, at - 2, at, "ket qua"));
  }

  // An earlier letter of the same body is what this one follows up, not what it rests on.
  bool OwnLetter(const Citation& cited) const {
    return cited.type == DocumentType::kLetter && out_->type == DocumentType::kLetter &&
           IssuerLetters(cited.number) == IssuerLetters(out_->number);
  }

  const TokenText& text_;
  const Layout& layout_;
  const std::vector<Block>& blocks_;
  const TokenRange abstract_;
  ParsedDirective* out_;
  std::vector<TokenRange> bases_;
};

}  // namespace

void ReadReferences(const TokenText& text, const Layout& layout, const std::vector<Block>& blocks, TokenRange abstract,
                    ParsedDirective* out) {
  ReferenceReader(text, layout, blocks, abstract, out).Run();
}

}  // namespace dondoc::directive::reading
