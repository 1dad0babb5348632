#include "services/directive/domain/reading/meaning/tasks/sections.h"

namespace dondoc::directive::reading {

SectionKind ReadSection(const TokenText& text, size_t begin, size_t end) {
  const Match match = LongestMatch(text, TheVocabulary().sections, begin, end);
  if (!match || end - begin > 40) {
    return SectionKind::kNone;
  }
  const std::string& kind = match.entry->value;
  // "Yêu cầu các sở ..." and "Căn cứ Luật ..." begin sentences, not sections; a heading is short or in capitals.
  const bool shape = match.end == end || text.tokens[begin].upper ||
                     (end - match.end <= 12 && text.tokens[end - 1].mark != '.' && text.tokens[end - 1].mark != ';');
  if (!shape) {
    return SectionKind::kNone;
  }
  if (kind == "PURPOSE") return SectionKind::kPurpose;
  if (kind == "BASIS") return SectionKind::kBasis;
  if (kind == "TARGET") return SectionKind::kTarget;
  return SectionKind::kTask;
}

std::vector<SectionKind> ReadSections(const TokenText& text, const std::vector<Block>& blocks) {
  struct Level {
    int rank;
    SectionKind kind;
  };
  std::vector<Level> stack;
  std::vector<SectionKind> kinds;
  for (const Block& block : blocks) {
    const SectionKind own = ReadSection(text, block.content, block.end);
    if (block.rank != kParagraph) {
      while (!stack.empty() && stack.back().rank >= block.rank) {
        stack.pop_back();
      }
      if (block.rank < 12 && (own != SectionKind::kNone || !block.leaf)) {
        const SectionKind inherited = stack.empty() ? SectionKind::kNone : stack.back().kind;
        stack.push_back({block.rank, own == SectionKind::kNone ? inherited : own});
      }
    }
    kinds.push_back(stack.empty() ? SectionKind::kNone : stack.back().kind);
  }
  return kinds;
}

}  // namespace dondoc::directive::reading
