#include "services/directive/domain/reading/meaning/tasks/heading_labels.h"

#include <utility>

#include "services/directive/domain/reading/meaning/tasks/labelled_tasks.h"
#include "services/directive/domain/reading/meaning/units/units.h"

namespace dondoc::directive::reading {

std::optional<TaskContext> HeadingLabels::InHeading(size_t i) const {
  const int rank = blocks_[i].rank;
  if (outline_.IsLeaf(i) || rank >= 12 || !FreeOfLabels(i + 1, rank)) {
    return std::nullopt;
  }
  return Read(i, i + 1, rank);
}

std::optional<TaskContext> HeadingLabels::AsHeading(size_t i) const {
  const int rank = blocks_[i].rank;
  const bool heads = rank < 12 && i + 1 < blocks_.size() && blocks_[i + 1].rank > rank &&
                     blocks_[i + 1].rank < kParagraph && !outline_.StartsWithLabel(i + 1);
  return heads ? Read(i, i + 1, rank) : std::nullopt;
}

std::optional<TaskContext> HeadingLabels::BeforeClauses(size_t i, int enclosing) const {
  if (enclosing < 0 || i == 0 || blocks_[i - 1].rank != enclosing) {
    return std::nullopt;
  }
  size_t next = i;
  while (next < blocks_.size() && outline_.StartsWithLabel(next) && blocks_[next].rank > enclosing) {
    ++next;
  }
  if (next >= blocks_.size() || blocks_[next].rank <= enclosing || blocks_[next].rank == kParagraph ||
      blocks_[next].rank > blocks_[next - 1].rank || !FreeOfLabels(next, enclosing)) {
    return std::nullopt;
  }
  return Read(i, next, enclosing);
}

size_t HeadingLabels::TakeListed(size_t i, Label* label) const {
  constexpr size_t kLongest = 30;  // bullets
  size_t next = i + 1;
  if (label->value < label->end) {
    return next;
  }
  for (; next < blocks_.size() && next <= i + kLongest; ++next) {
    const Block& block = blocks_[next];
    const UnitList units = ReadUnits(text_, block.content, block.end);
    const bool bullet = block.rank >= 12 && block.rank != kParagraph && !outline_.StartsWithLabel(next);
    if (!bullet || units.empty() || units.end + 1 < block.end) {
      break;
    }
  }
  if (next > i + 1) {
    label->value = blocks_[i + 1].content;
    label->end = blocks_[next - 1].end;
  }
  return next;
}

bool HeadingLabels::NamesWho(size_t i) const {
  return outline_.StartsWithLabel(i) && HasWho(FindLabels(text_, blocks_[i].content, blocks_[i].end));
}

// True where no label says who, from block `begin` on as far as blocks are deeper than `rank`.
bool HeadingLabels::FreeOfLabels(size_t begin, int rank) const {
  size_t i = begin;
  while (i < blocks_.size() && blocks_[i].rank > rank && !NamesWho(i)) {
    ++i;
  }
  return i >= blocks_.size() || blocks_[i].rank <= rank;
}

std::optional<TaskContext> HeadingLabels::Read(size_t begin, size_t end, int rank) const {
  ProposedTask task;
  for (size_t i = begin; i < end; ++i) {
    for (const Label& label : FindLabels(text_, blocks_[i].content, blocks_[i].end)) {
      ApplyLabel(text_, label, false, &task);
    }
  }
  if (task.units.empty()) {
    return std::nullopt;
  }
  TaskContext context;
  context.rank = rank;
  context.units = std::move(task.units);
  context.role = task.role;
  context.partners = std::move(task.coordinators);
  context.evidence = Evidence::kLabelled;
  return context;
}

}  // namespace dondoc::directive::reading
