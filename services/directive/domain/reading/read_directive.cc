#include "services/directive/domain/reading/read_directive.h"

#include <algorithm>
#include <unordered_map>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "services/directive/domain/each_value.h"
#include "services/directive/domain/reading/confidence/confidence.h"
#include "services/directive/domain/reading/meaning/citations.h"
#include "services/directive/domain/reading/meaning/closing.h"
#include "services/directive/domain/reading/meaning/header.h"
#include "services/directive/domain/reading/meaning/reports.h"
#include "services/directive/domain/reading/meaning/targets.h"
#include "services/directive/domain/reading/meaning/tasks.h"
#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/clean_text.h"
#include "services/directive/domain/reading/structure/tables.h"

namespace dondoc::directive {
namespace {

using namespace reading;  // NOLINT(google-build-using-namespace): this file joins the stages

constexpr size_t kTitleBytes = 300;

// Parts of the text where documents are named, as tokens.
struct Range {
  size_t begin = 0;
  size_t end = 0;
};

// What a number is compared by.
std::string NumberKey(const std::string& number) { return Fold(number, Punctuation::kDrop); }

// Documents cited so far, each once: number and year tell them apart.
class Citations {
 public:
  explicit Citations(ParsedDirective* out) : out_(out), own_(NumberKey(out->number)) {}

  // Adds what is cited in `range` to `list`, unless it is known.
  void Add(const TokenText& text, const Range& range, std::vector<Citation> ParsedDirective::*list) {
    for (CitationAt& cited : FindCitations(text, range.begin, range.end)) {
      const std::string key = NumberKey(cited.citation.number);
      if (key == own_) {
        continue;
      }
      cited.citation.span = {static_cast<uint32_t>(cited.begin), static_cast<uint32_t>(cited.end)};
      if (Citation* known = Find(key, cited.citation.issued.year); known != nullptr) {
        // A later mention may say what the first left out.
        if (known->issued.empty()) {
          known->issued = cited.citation.issued;
        }
        if (known->issuer.empty()) {
          known->issuer = cited.citation.issuer;
        }
        continue;
      }
      places_.emplace(key, Place{list, (out_->*list).size()});
      (out_->*list).push_back(std::move(cited.citation));
    }
  }

 private:
  struct Place {
    std::vector<Citation> ParsedDirective::*list;
    size_t index;
  };

  Citation* Find(const std::string& key, int year) {
    const auto [begin, end] = places_.equal_range(key);
    for (auto at = begin; at != end; ++at) {
      Citation& citation = (out_->*at->second.list)[at->second.index];
      if (citation.issued.year == 0 || year == 0 || citation.issued.year == year) {
        return &citation;
      }
    }
    return nullptr;
  }

  ParsedDirective* out_;
  std::string own_;
  std::unordered_multimap<std::string, Place> places_;
};

// The opening: from the end of the header to the first numbered section, the paragraphs that say what the document
// rests on.
void ReadBases(const TokenText& text, const std::vector<Block>& blocks, Citations* citations) {
  for (size_t i = 0; i < blocks.size() && i < 60; ++i) {
    const Block& block = blocks[i];
    if (block.rank < 12 && block.marker.kind != MarkerKind::kNone) {
      break;
    }
    if (LongestMatch(text, TheVocabulary().bases, block.content, block.end)) {
      citations->Add(text, {block.content, block.end}, &ParsedDirective::legal_bases);
    }
  }
}

std::vector<OutlineItem> ReadOutline(const TokenText& text, const std::vector<Block>& blocks) {
  std::vector<OutlineItem> outline;
  for (size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    if (block.rank >= 12 || block.section.empty()) {
      continue;
    }
    size_t last = i;
    while (last + 1 < blocks.size() && blocks[last + 1].rank > block.rank) {
      ++last;
    }
    OutlineItem item;
    item.section = block.section;
    const std::string opening = text.Text(block.content, std::min(block.end, block.content + 40));
    item.title = TruncateUtf8(opening, kTitleBytes);
    item.depth = static_cast<int>(std::count(block.section.begin(), block.section.end(), '.'));
    item.span = {static_cast<uint32_t>(block.begin), static_cast<uint32_t>(blocks[last].end)};
    outline.push_back(std::move(item));
  }
  return outline;
}

// Token ranges become byte ranges of the text that was read.
class Spans {
 public:
  Spans(const TokenText& text, const CleanText& clean) : text_(text), clean_(clean) {}

  void Map(Span* span) const {
    if (span->begin >= span->end || span->end > text_.tokens.size()) {
      *span = {};
      return;
    }
    const uint32_t begin = text_.tokens[span->begin].begin;
    const uint32_t end = text_.tokens[span->end - 1].end;
    *span = {clean_.offsets[begin], clean_.offsets[end]};
    if (span->end < span->begin) {
      span->end = span->begin;
    }
  }

 private:
  const TokenText& text_;
  const CleanText& clean_;
};

}  // namespace

ParsedDirective ReadDirective(std::string_view original) {
  ParsedDirective out;
  const CleanText clean = Clean(original);
  const TokenText text = Tokenize(clean.text);
  if (text.tokens.empty()) {
    return out;
  }
  out.damaged = text.damaged;
  const Layout layout = LayOut(text);
  std::vector<bool> taken(layout.lines.size(), false);
  const std::vector<TableRow> rows = ReadTables(text, layout, &taken);
  const auto [addressees_begin, addressees_end] = ReadHeader(text, layout, &out);
  std::fill(taken.begin() + static_cast<long>(addressees_begin), taken.begin() + static_cast<long>(addressees_end),
            true);
  const std::vector<Block> blocks = MakeBlocks(text, layout, taken);
  const std::vector<SectionKind> sections = ReadSections(text, blocks);

  ReadClosing(text, layout, &out);
  // A Party document's head names the committee; who decided is said above the signature.
  if (out.number.ends_with("/TW") && !out.signer.on_behalf_of.empty()) {
    out.issuer = out.signer.on_behalf_of;
    out.sources.issuer = {out.signer.span, Evidence::kSignature};
  }
  Citations citations(&out);
  ReadBases(text, blocks, &citations);
  for (const Block& block : blocks) {
    citations.Add(text, {block.content, block.end}, &ParsedDirective::citations);
  }
  for (const TableRow& row : rows) {
    citations.Add(text, {row.task.begin, row.task.end}, &ParsedDirective::citations);
  }
  out.tasks = ReadTasks(text, blocks, sections);
  std::vector<ProposedTask> table_tasks = ReadTableTasks(text, rows);
  out.reports = ReadReports(text, out.tasks);
  out.tasks.insert(out.tasks.end(), std::make_move_iterator(table_tasks.begin()),
                   std::make_move_iterator(table_tasks.end()));
  out.targets = ReadTargets(text, blocks, sections);
  out.outline = ReadOutline(text, blocks);

  SetConfidence(TheConfidenceTable(), &out);

  const Spans spans(text, clean);
  ForEachValue(out, [&](std::string_view, auto& value) { spans.Map(&value.span); });
  for (OutlineItem& item : out.outline) {
    spans.Map(&item.span);
  }
  return out;
}

}  // namespace dondoc::directive
