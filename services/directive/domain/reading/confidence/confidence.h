// How far what was found can be trusted: measured, never guessed.
//
// confidence.tsv beside this file counts, for each field and way of finding it (evidence.h), how many values were found
// and how many of these were right, in sound and in damaged texts, on documents that people read as well. The
// confidence of a value is that share. Made by `dondoc evaluate --gold DIR --counts`
// (docs/howto/measure-the-reader.md).
//
// Thread-safety: read once, then immutable.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "services/directive/domain/evidence.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive::reading {

// How many were found and how many of them were right.
struct Count {
  int right = 0;
  int found = 0;
};

class ConfidenceTable {
 public:
  // Lines of field, evidence, SOUND or DAMAGED, right, found; separated by tabs; "#" opens a comment. Lines of another
  // form are left out.
  explicit ConfidenceTable(std::string_view tsv);

  // (right + 10p) / (found + 10), where p is the confidence of the next wider class: the way of finding in any text,
  // then any way of the field, of which it is (right + 1) / (found + 2). So few counts say little, as values of one
  // document stand or fall together, and what was never counted is as good as its field is. Weights of 2 to 20 were
  // tried on documents that were not counted: 10 is much better than 2, and 20 little better than 10.
  double Confidence(std::string_view field, Evidence evidence, bool damaged) const;

 private:
  using Key = std::tuple<std::string, Evidence, bool>;
  std::map<Key, Count> exact_;
  std::map<std::pair<std::string, Evidence>, Count> ways_;
  std::map<std::string, Count, std::less<>> fields_;
};

// The one that the program was built with.
const ConfidenceTable& TheConfidenceTable();

// Sets the confidence of every value by its evidence.
void SetConfidence(const ConfidenceTable& table, ParsedDirective* parsed);

}  // namespace dondoc::directive::reading
