// The tasks found so far, and how one is made of the clause that says it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/tasks/subjects.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

// Who must do a task, and how that was found.
struct Who {
  std::vector<std::string> units;
  bool binding = true;
  Evidence evidence = Evidence::kNone;
  size_t verb = 0;  // where the task's own words begin, behind its subject; 0: at its beginning

  bool asked = false;  // the issuer says that it gives it to them: "Giao ..."

  static Who Of(const Subject& subject, Evidence evidence) {
    return {subject.units.names(), subject.binding, evidence, subject.verb, subject.asked};
  }
};

class TaskList {
 public:
  // Both must outlive the list.
  TaskList(const TokenText& text, const std::vector<Block>& blocks) : text_(text), blocks_(blocks) {}

  // Adds what tokens [begin, end) of block `i` say. Returns its index.
  size_t Add(size_t i, size_t begin, size_t end, Who who);

  // Adds the task of tokens [begin, end) of block `i`, and those of its later sentences that have units of their own.
  // Returns the first one's index.
  size_t AddWhole(size_t i, size_t begin, size_t end, Who who);

  ProposedTask& operator[](size_t task) { return tasks_[task]; }

  // Takes the last task away again.
  ProposedTask TakeLast();

  // Hands out the tasks that have units and words, and are meant for these units.
  std::vector<ProposedTask> Finish() &&;

 private:
  bool Requests(size_t begin, size_t end) const;
  void DropDocumentWide();
  void NameTerritories();

  const TokenText& text_;
  const std::vector<Block>& blocks_;
  std::vector<ProposedTask> tasks_;
};

}  // namespace dondoc::directive::reading
