// How clauses lie below and behind each other, as far as it tells which of them are tasks.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

class ClauseOutline {
 public:
  // Both must outlive the object.
  ClauseOutline(const TokenText& text, const std::vector<Block>& blocks);

  // Whether the document has numbered clauses.
  bool numbered() const { return numbered_; }
  // Whether no clause follows under block `i`. Labels are no clauses under the one that they belong to.
  bool IsLeaf(size_t i) const { return leaf_[i]; }
  // Whether the block begins with a label: "Đơn vị chủ trì: ...".
  bool StartsWithLabel(size_t i) const;

  // Whether the next block continues an introduction that ends with a colon.
  bool NextIsUnder(size_t i) const;
  // Behind the "+" parts right under block `i`; i + 1 where there are none.
  size_t PartsEnd(size_t i) const;
  // Whether the "+" parts of block `i` that end before `parts` say what to do.
  bool PartsAct(size_t i, size_t parts) const;
  // A numbered title over paragraphs without marks: these are the tasks.
  bool TitlesParagraphs(size_t i) const;

 private:
  const TokenText& text_;
  const std::vector<Block>& blocks_;
  std::vector<bool> leaf_;
  bool numbered_ = false;
};

}  // namespace dondoc::directive::reading
