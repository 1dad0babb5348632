#include "services/directive/domain/reading/read_directive.h"

#include <algorithm>

#include "common/text/fold.h"
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

// Parts of the text where documents are named, as tokens.
struct Range {
  size_t begin = 0;
  size_t end = 0;
};

std::string NumberKey(const std::string& number) { return Fold(number, Punctuation::kDrop); }

void AddCitations(const TokenText& text, const Range& range, const std::string& own, std::vector<Citation>* known,
                  std::vector<Citation>* out) {
  for (CitationAt& cited : FindCitations(text, range.begin, range.end)) {
    const std::string key = NumberKey(cited.citation.number);
    if (!own.empty() && key == NumberKey(own)) {
      continue;
    }
    cited.citation.span = {static_cast<uint32_t>(cited.begin), static_cast<uint32_t>(cited.end)};
    const auto same = [&](const Citation& other) {
      return NumberKey(other.number) == key && (other.issued.year == 0 || cited.citation.issued.year == 0 ||
                                                other.issued.year == cited.citation.issued.year);
    };
    bool seen = false;
    for (std::vector<Citation>* list : {known, out}) {
      const auto at = std::find_if(list->begin(), list->end(), same);
      if (at != list->end()) {
        // A later mention may say what the first left out.
        if (at->issued.empty()) {
          at->issued = cited.citation.issued;
        }
        if (at->issuer.empty()) {
          at->issuer = cited.citation.issuer;
        }
        seen = true;
        break;
      }
      if (known == out) {
        break;
      }
    }
    if (!seen) {
      out->push_back(std::move(cited.citation));
    }
  }
}

// The opening: from the end of the header to the first numbered section, the paragraphs that say what the document
// rests on.
size_t ReadBases(const TokenText& text, const Layout& layout, const std::vector<Block>& blocks, ParsedDirective* out) {
  size_t end = 0;
  bool base = false;
  for (size_t i = 0; i < blocks.size() && i < 60; ++i) {
    const Block& block = blocks[i];
    if (block.rank < 12 && block.marker.kind != MarkerKind::kNone) {
      break;
    }
    base = static_cast<bool>(LongestMatch(text, TheVocabulary().bases, block.content, block.end));
    if (base) {
      AddCitations(text, {block.content, block.end}, out->number, &out->legal_bases, &out->legal_bases);
      end = block.end;
    }
  }
  (void)layout;
  return end;
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
    item.title = text.Text(block.content, std::min(block.end, block.content + 40));
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

  template <typename List>
  void MapAll(List* list) const {
    for (auto& item : *list) {
      Map(&item.span);
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
  }
  ReadBases(text, layout, blocks, &out);
  for (const Block& block : blocks) {
    AddCitations(text, {block.content, block.end}, out.number, &out.legal_bases, &out.citations);
  }
  for (const TableRow& row : rows) {
    AddCitations(text, {row.task.begin, row.task.end}, out.number, &out.legal_bases, &out.citations);
  }
  out.tasks = ReadTasks(text, blocks, {});
  std::vector<ProposedTask> table_tasks = ReadTableTasks(text, rows);
  out.reports = ReadReports(text, out.tasks);
  out.tasks.insert(out.tasks.end(), std::make_move_iterator(table_tasks.begin()),
                   std::make_move_iterator(table_tasks.end()));
  out.targets = ReadTargets(text, blocks, sections);
  out.outline = ReadOutline(text, blocks);

  const Spans spans(text, clean);
  spans.Map(&out.signer.span);
  spans.MapAll(&out.legal_bases);
  spans.MapAll(&out.citations);
  spans.MapAll(&out.recipients);
  spans.MapAll(&out.tasks);
  spans.MapAll(&out.targets);
  spans.MapAll(&out.reports);
  spans.MapAll(&out.outline);
  return out;
}

}  // namespace dondoc::directive
