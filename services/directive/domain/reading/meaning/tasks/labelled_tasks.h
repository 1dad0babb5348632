// Tasks whose units are named behind them: "Đơn vị chủ trì: ...; thời gian: ...".
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/meaning/tasks/labels.h"
#include "services/directive/domain/reading/meaning/tasks/task_list.h"

namespace dondoc::directive::reading {

// True where one of the labels says who leads or does it.
bool HasWho(const std::vector<Label>& labels);

// Gives a task what `label` says. `first`: nothing was said of it by a label before.
void ApplyLabel(const TokenText& text, const Label& label, bool first, ProposedTask* task);

// The clauses that a label may still come to, from the last label or heading on.
class LabelledTasks {
 public:
  // All must outlive the object.
  LabelledTasks(const TokenText& text, const std::vector<Block>& blocks, TaskList* tasks)
      : text_(text), blocks_(blocks), tasks_(*tasks) {}

  // Block `i` is a clause that nobody was named for; a label may.
  void Await(size_t i) { waiting_.push_back({i, kNpos}); }
  // A task of block `i`, of which a label may say more.
  void Await(size_t i, size_t task) { waiting_.push_back({i, task}); }
  // Block `i` only names what the clauses under it are about: it is the task where a label follows and no clause did.
  void Heading(size_t i) { heading_ = i; }

  // "- Nội dung: ...": the task of the numbered title above, which is only its name.
  void Content(size_t i, const Label& label);

  // The labels of block `i`, which begins with one.
  void Labels(size_t i, const std::vector<Label>& labels);

  // The labels at the end of block `i` belong to it alone.
  void LabelsOf(size_t i, const std::vector<Label>& labels);

  // Block `i` does not begin with a label. True where it is a part of the one before.
  bool ContinuesLabel(size_t i);

  // True where a label would come to no clause.
  bool empty() const { return waiting_.empty(); }
  // What comes belongs to something else.
  void Clear() { waiting_.clear(); }
  void ForgetHeading() { heading_ = kNpos; }
  // Forgets the last clause where it is a numbered title: the paragraph under it is the task.
  void DropTitle();

 private:
  struct Waiting {
    size_t block = 0;
    size_t task = kNpos;
    size_t content = 0;  // where the task's text begins; 0: at the block's content
  };

  bool IsTitle(const Waiting& clause) const;
  void EndLabels();
  void Apply(const std::vector<Label>& labels);

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  TaskList& tasks_;
  std::vector<Waiting> waiting_;
  size_t heading_ = kNpos;
  int label_ = kParagraph;  // rank of the last label
  bool labelled_ = false;   // the last block began with a label
};

}  // namespace dondoc::directive::reading
