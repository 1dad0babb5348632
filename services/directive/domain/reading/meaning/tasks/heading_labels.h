// Labels that stand above the clauses that they are about: "1. Mở thư viện (chủ trì: Sở X)", "Đơn vị chủ trì: Sở X",
// and then "a) ...".
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "services/directive/domain/reading/meaning/tasks/clause_outline.h"
#include "services/directive/domain/reading/meaning/tasks/labels.h"
#include "services/directive/domain/reading/meaning/tasks/task_context.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

class HeadingLabels {
 public:
  // All must outlive the object.
  HeadingLabels(const TokenText& text, const std::vector<Block>& blocks, const ClauseOutline& outline)
      : text_(text), blocks_(blocks), outline_(outline) {}

  // The labels in heading `i`. Nothing where it heads no clauses, or labels under it say who does these.
  std::optional<TaskContext> InHeading(size_t i) const;

  // The labels of block `i`, which is a numbered heading itself.
  std::optional<TaskContext> AsHeading(size_t i) const;

  // The labels from block `i` on, behind the heading of rank `enclosing`.
  std::optional<TaskContext> BeforeClauses(size_t i, int enclosing) const;

  // "Đơn vị chủ trì:", and below it "+ Sở X", "+ Sở Y": gives `label`, the last of block `i`, the bullets that are
  // nothing but units for its value, where it has none. Returns the block behind them, or the one behind `i`.
  size_t TakeListed(size_t i, Label* label) const;

 private:
  bool NamesWho(size_t i) const;
  bool FreeOfLabels(size_t begin, int rank) const;
  std::optional<TaskContext> Read(size_t begin, size_t end, int rank) const;

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  const ClauseOutline& outline_;
};

}  // namespace dondoc::directive::reading
