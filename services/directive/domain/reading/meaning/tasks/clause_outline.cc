#include "services/directive/domain/reading/meaning/tasks/clause_outline.h"

#include "services/directive/domain/reading/meaning/tasks/clause_forms.h"
#include "services/directive/domain/reading/meaning/tasks/labels.h"

namespace dondoc::directive::reading {

ClauseOutline::ClauseOutline(const TokenText& text, const std::vector<Block>& blocks)
    : text_(text), blocks_(blocks), leaf_(blocks.size(), true) {
  int next = -1;
  for (size_t i = blocks.size(); i-- > 0;) {
    numbered_ |= blocks[i].rank < 12;
    if (blocks[i].rank == kParagraph || StartsWithLabel(i)) {
      continue;
    }
    leaf_[i] = next <= blocks[i].rank;
    next = blocks[i].rank;
  }
}

bool ClauseOutline::StartsWithLabel(size_t i) const { return LabelAt(text_, blocks_[i].content, blocks_[i].end); }

bool ClauseOutline::NextIsUnder(size_t i) const {
  return i + 1 < blocks_.size() && LastMark(text_, blocks_[i]) == ':' &&
         (blocks_[i + 1].rank > blocks_[i].rank || blocks_[i].rank == kParagraph);
}

size_t ClauseOutline::PartsEnd(size_t i) const {
  size_t end = i + 1;
  while (end < blocks_.size() && blocks_[end].rank == 13 && blocks_[i].rank < 13) {
    ++end;
  }
  return end;
}

bool ClauseOutline::PartsAct(size_t i, size_t parts) const { return parts > i + 1 && PartActs(text_, blocks_[i + 1]); }

bool ClauseOutline::TitlesParagraphs(size_t i) const {
  const Block& block = blocks_[i];
  const char last = LastMark(text_, block);
  return block.rank < 10 && leaf_[i] && last != '.' && last != ';' && i + 1 < blocks_.size() &&
         blocks_[i + 1].rank == kParagraph && blocks_[i + 1].section == block.section &&
         !IsClosing(text_, blocks_[i + 1]) && text_.tokens[blocks_[i + 1].content].capital;
}

}  // namespace dondoc::directive::reading
