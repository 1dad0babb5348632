#include "services/directive/domain/reading/read_directive.h"

#include <algorithm>

#include "common/text/utf8.h"
#include "services/directive/domain/each_value.h"
#include "services/directive/domain/reading/confidence/confidence.h"
#include "services/directive/domain/reading/meaning/citations/references.h"
#include "services/directive/domain/reading/meaning/closing/recipients.h"
#include "services/directive/domain/reading/meaning/closing/signature.h"
#include "services/directive/domain/reading/meaning/header/header.h"
#include "services/directive/domain/reading/meaning/reports/reports.h"
#include "services/directive/domain/reading/meaning/targets/targets.h"
#include "services/directive/domain/reading/meaning/tasks/tasks.h"
#include "services/directive/domain/reading/structure/blocks.h"
#include "services/directive/domain/reading/structure/clean_text.h"
#include "services/directive/domain/reading/structure/documents.h"
#include "services/directive/domain/reading/structure/tables.h"

namespace dondoc::directive {
namespace {

using namespace reading;  // NOLINT(google-build-using-namespace): this file joins the stages

constexpr size_t kTitleBytes = 300;

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
  TokenText text = Tokenize(clean.text);
  if (text.tokens.empty()) {
    return out;
  }
  // A second document is somebody's order, but not this one's.
  if (const size_t end = EndOfFirstDocument(text); end < text.tokens.size()) {
    out.further = {clean.offsets[text.tokens[end].begin], clean.offsets[text.tokens.back().end]};
    text.tokens.resize(end);
  }
  out.damaged = text.damaged;
  const Layout layout = LayOut(text);
  std::vector<bool> taken(layout.lines.size(), false);
  const std::vector<Table> tables = ReadTables(text, layout, &taken);
  const Header header = ReadHeader(text, layout, &out);
  std::fill(taken.begin() + static_cast<long>(header.addressee_lines.first),
            taken.begin() + static_cast<long>(header.addressee_lines.second), true);
  TakeLaterClosings(text, layout, &taken);
  const std::vector<Block> blocks = MakeBlocks(text, layout, taken);
  const std::vector<SectionKind> sections = ReadSections(text, blocks);

  ReadRecipients(text, layout, &out);
  ReadSignature(text, layout, &out);
  // A Party document's head names the committee; which of its organs decided is said above the signature.
  if (out.issuer == "Ban Chấp hành Trung ương" && !out.signer.on_behalf_of.empty()) {
    out.issuer = out.signer.on_behalf_of;
    out.sources.issuer = {out.signer.span, Evidence::kSignature};
  }
  ReadReferences(text, layout, blocks, header.abstract, &out);
  BodyTasks body = ReadTasks(text, blocks, sections);
  const std::vector<TaskRow> rows = FindTaskRows(text, tables);
  std::vector<ProposedTask> table_tasks = ReadTableTasks(text, rows);
  out.reports = ReadReports(text, blocks, sections, body, out);
  std::vector<ProposedReport> table_reports = ReadTableReports(text, rows);
  out.reports.insert(out.reports.end(), std::make_move_iterator(table_reports.begin()),
                     std::make_move_iterator(table_reports.end()));
  out.tasks = std::move(body.tasks);
  out.tasks.insert(out.tasks.end(), std::make_move_iterator(table_tasks.begin()),
                   std::make_move_iterator(table_tasks.end()));
  out.targets = ReadTargets(text, blocks, sections, tables, out.issued.year);
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
