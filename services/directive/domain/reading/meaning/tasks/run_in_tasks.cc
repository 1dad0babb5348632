#include "services/directive/domain/reading/meaning/tasks/run_in_tasks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dondoc::directive::reading {
namespace {

constexpr std::array<std::string_view, 12> kRoman = {"i",   "ii",   "iii", "iv", "v",  "vi",
                                                     "vii", "viii", "ix",  "x",  "xi", "xii"};

bool IsNumber(std::string_view word, size_t number) {
  return word == std::to_string(number) || (number <= kRoman.size() && word == kRoman[number - 1]) ||
         (number <= 26 && word.size() == 1 && word.front() == static_cast<char>('a' + number - 1));
}

struct RunInItem {
  size_t begin = 0;  // behind its number
  size_t end = 0;
};

// The items of tokens [begin, end), the first of which follows a colon or opens the range; empty where there are not
// two in a row.
std::vector<RunInItem> ReadRunInItems(const TokenText& text, size_t begin, size_t end) {
  std::vector<RunInItem> items;
  for (size_t i = begin; i + 3 < end; ++i) {
    if (text.tokens[i].mark != '(' || text.tokens[i + 2].mark != ')' ||
        !IsNumber(text.tokens[i + 1].folded, items.size() + 1)) {
      continue;
    }
    const char before = i > begin ? text.tokens[i - 1].mark : ':';
    if (before != ':' && (items.empty() || (before != ';' && before != ',' && before != '.'))) {
      continue;
    }
    if (!items.empty()) {
      items.back().end = i;
    }
    items.push_back({i + 3, end});
    i += 2;
  }
  if (items.size() < 2) {
    items.clear();
  }
  return items;
}

}  // namespace

bool AddRunInTasks(const TokenText& text, size_t i, size_t begin, size_t end, const Subject& subject, TaskList* tasks) {
  constexpr size_t kNear = 12;  // tokens of an introduction: "tập trung thực hiện các việc sau:"
  const bool heads = subject.kind == SubjectKind::kInline;
  const std::vector<RunInItem> items = ReadRunInItems(text, heads ? subject.content : begin, end);
  if (items.empty() || (heads && items.front().begin != subject.content + 3)) {
    return false;
  }
  const bool given = heads || (subject.kind == SubjectKind::kSentence && subject.verb < items.front().begin &&
                               items.front().begin - subject.verb < kNear);
  std::vector<Subject> own;
  for (const RunInItem& item : items) {
    own.push_back(ReadSubject(text, item.begin, item.end, false, false));
  }
  const auto named = [](const Subject& item) {
    return item.kind == SubjectKind::kSentence || item.kind == SubjectKind::kInline;
  };
  if (!given && std::count_if(own.begin(), own.end(), named) * 2 <= static_cast<long>(own.size())) {
    return false;
  }
  for (size_t k = 0; k < items.size(); ++k) {
    if (named(own[k]) && AddRunInTasks(text, i, items[k].begin, items[k].end, own[k], tasks)) {
      continue;
    }
    if (named(own[k])) {
      Who who = Who::Of(own[k], Evidence::kSentence);
      who.asked = true;
      tasks->AddWhole(i, items[k].begin, items[k].end, std::move(who));
    } else if (given) {
      tasks->Add(i, items[k].begin, items[k].end, Who::Of(subject, Evidence::kInline));
    }
  }
  return true;
}

}  // namespace dondoc::directive::reading
