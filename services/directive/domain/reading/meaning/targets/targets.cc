#include "services/directive/domain/reading/meaning/targets/targets.h"

#include <algorithm>
#include <utility>

#include "services/directive/domain/reading/meaning/targets/aims.h"
#include "services/directive/domain/reading/meaning/targets/bounds.h"
#include "services/directive/domain/reading/meaning/targets/figures.h"
#include "services/directive/domain/reading/meaning/targets/periods.h"
#include "services/directive/domain/reading/meaning/targets/table_targets.h"
#include "services/directive/domain/reading/meaning/targets/target_list.h"
#include "services/directive/domain/reading/meaning/values/dues.h"

namespace dondoc::directive::reading {
namespace {

class TargetReader {
 public:
  TargetReader(const TokenText& text, const std::vector<Block>& blocks, const std::vector<SectionKind>& sections,
               int issued)
      : text_(text), blocks_(blocks), sections_(sections), issued_(issued), periods_(text, issued) {}

  std::vector<ProposedTarget> Run(const std::vector<Table>& tables) {
    for (size_t i = 0; i < blocks_.size(); ++i) {
      periods_.Enter(blocks_[i]);
      const bool goals = sections_[i] == SectionKind::kTarget || UnderLeadIn(blocks_[i]);
      if (goals || sections_[i] != SectionKind::kBasis ||
          FindWords(text_, blocks_[i].content, blocks_[i].end, "phan dau") != kNpos) {
        Read(blocks_[i], sections_[i], goals);
      }
      LeadIn(blocks_[i]);
    }
    for (const Table& table : tables) {
      ReadTable(table);
    }
    return targets_.Take();
  }

 private:
  // "... các chỉ tiêu cụ thể sau:": goals follow, up to the next clause that is not under it.
  void LeadIn(const Block& block) {
    if (text_.tokens[block.end - 1].mark != ':') {
      return;
    }
    const size_t from = block.end > block.content + 12 ? block.end - 12 : block.content;
    if (FindWords(text_, from, block.end, "chi tieu") != kNpos ||
        FindWords(text_, from, block.end, "muc tieu") != kNpos) {
      lead_in_ = block.rank == kParagraph ? 11 : block.rank;
    }
  }

  bool UnderLeadIn(const Block& block) {
    if (lead_in_ >= 0 && block.rank <= lead_in_) {
      lead_in_ = -1;
    }
    return lead_in_ >= 0;
  }

  void Read(const Block& block, SectionKind section, bool goals) {
    for (size_t i = block.content; i < block.end; ++i) {
      if (const size_t behind = EndOfPastFact(text_, i, block.end, issued_); behind != 0) {
        i = behind - 1;
        continue;
      }
      const Figure figure = ReadFigure(text_, block.content, i, block.end);
      if (figure.end == 0) {
        continue;
      }
      i = figure.end - 1;
      if (!figure.share && !figure.counts) {
        continue;
      }
      Bounds bounds = FindBounds(text_, block, figure.begin, figure.end);
      if (!bounds.closed) {
        continue;
      }
      const Aim aim = ReadAim(text_, bounds, figure);
      if (IsGoal(text_, figure, bounds, aim, section, goals)) {
        // "Để ổn định tình hình, phấn đấu ...": the target begins where it is spoken of.
        if (aim.begin > bounds.clause && text_.tokens[aim.begin - 1].kind == Token::Kind::kMark) {
          bounds.goal = aim.begin;
        }
        Add(block, figure, bounds, goals);
      }
    }
  }

  void Add(const Block& block, const Figure& figure, const Bounds& bounds, bool section) {
    ProposedTarget target;
    target.value = figure.value;
    target.comparator = figure.comparator;
    target.measure = figure.measure;
    const Years years = periods_.Of(block, bounds, figure.begin, figure.end);
    target.from_year = years.from;
    target.to_year = years.to;
    target.text = text_.Text(bounds.goal, bounds.end);
    target.section = block.section;
    target.span = {static_cast<uint32_t>(bounds.goal), static_cast<uint32_t>(bounds.end)};
    target.evidence = !section ? Evidence::kElsewhere : figure.share ? Evidence::kSection : Evidence::kCounted;
    TargetWords words = WordsOf(figure, target.span);
    targets_.Add(std::move(target), std::move(words), figure.counts);
  }

  // The words that tell what the figure is about: up to a comma behind it where most of them stand before it.
  TargetWords WordsOf(const Figure& figure, const Span& span) const {
    TargetWords before = WordsOfTarget(text_, span.begin, figure.begin);
    size_t end = figure.end;
    while (end < span.end && text_.tokens[end].mark != '(' && text_.tokens[end].mark != ':' &&
           (text_.tokens[end].mark != ',' || before.size() < 4)) {
      ++end;
    }
    before.merge(WordsOfTarget(text_, figure.end, end));
    return before;
  }

  void ReadTable(const Table& table) {
    const TargetColumns columns = FindTargetColumns(text_, table);
    if (columns.name != kNpos && !columns.values.empty()) {
      ReadTableTargets(text_, table, columns, &targets_);
      return;
    }
    const bool account = TellsNoGoals(text_, table);
    TableYears years(text_, table);
    const size_t when = table.Find(ColumnKind::kTime);
    for (const TableRow& row : table.rows) {
      years.Enter(row);
      const Years due = when == kNpos ? Years{} : YearsOfDue(row.cells[when]);
      periods_.Replace(due.to != 0 ? due : years.years());
      for (size_t i = row.inherited; i < row.cells.size(); ++i) {
        const bool goals = table.kinds[i] == ColumnKind::kTarget;
        const bool orders = table.kinds[i] == ColumnKind::kTask || (table.kinds[i] == ColumnKind::kResult && !account);
        if ((goals || orders) && !row.cells[i].empty()) {
          Read(BlockOf(row.cells[i]), SectionKind::kTask, goals);
        }
      }
    }
  }

  Years YearsOfDue(const Cell& cell) const {
    const Years years = FindYears(text_, cell.begin, cell.end);
    return years.from != 0 && years.from != years.to ? years : Years{0, ReadDueCell(text_, cell.begin, cell.end).year};
  }

  static Block BlockOf(const Cell& cell) {
    Block block;
    block.begin = block.content = cell.begin;
    block.end = cell.end;
    block.rank = kParagraph;
    return block;
  }

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  const std::vector<SectionKind>& sections_;
  int issued_;
  Periods periods_;
  int lead_in_ = -1;  // rank of the clause that says that goals follow
  TargetList targets_;
};

}  // namespace

std::vector<ProposedTarget> ReadTargets(const TokenText& text, const std::vector<Block>& blocks,
                                        const std::vector<SectionKind>& sections, const std::vector<Table>& tables,
                                        int issued) {
  return TargetReader(text, blocks, sections, issued).Run(tables);
}

}  // namespace dondoc::directive::reading
