// Labels that say who does a task, with whom and by when: "Đơn vị chủ trì: ...; thời gian: ...".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// A label and its value.
struct Label {
  std::string kind;  // as in labels.tsv
  size_t begin = 0;  // of the label
  size_t value = 0;  // behind its colon
  size_t end = 0;
};

// The labels in tokens [begin, end), each with what stands behind it up to the next.
std::vector<Label> FindLabels(const TokenText& text, size_t begin, size_t end);

// Behind the marks ("(", "*") that a label at `at` may begin with.
size_t LabelStart(const TokenText& text, size_t at, size_t end);

// True where a label stands at `at`, behind such marks.
bool LabelAt(const TokenText& text, size_t at, size_t end);

// Who does it, as a label or a cell says: names, or a sentence ("Sở Nội vụ chủ trì, phối hợp với Sở Tài chính").
struct Responsible {
  std::vector<std::string> units;
  std::vector<std::string> coordinators;
  bool lead = false;  // the value itself says chủ trì
};

Responsible ReadResponsible(const TokenText& text, size_t begin, size_t end);

// Who does what tokens [begin, end) say, where a note inside or behind it tells: "Mở thư viện (Sở Nội vụ chủ trì)", "Mở
// thư viện - Sở Nội vụ thực hiện". Empty where there is none. In a
// `heading` also "nhiệm vụ do Sở Nội vụ chủ trì".
std::vector<std::string> ReadNote(const TokenText& text, size_t begin, size_t end, bool heading);

}  // namespace dondoc::directive::reading
