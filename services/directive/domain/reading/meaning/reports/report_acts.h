// What in a sentence says that something is to be reported, and to whom.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {

// "báo cáo UBND tỉnh", "gửi kết quả về Sở Nội vụ", "phản ánh về Sở Nội vụ", "thực hiện chế độ báo cáo".
struct ReportAct {
  size_t begin = 0;
  size_t end = 0;               // behind the verb
  bool regular = false;         // "chế độ báo cáo": a duty that comes again
  std::vector<std::string> to;  // empty where nobody is named
};

// The acts of reporting said in the part [begin, end) of a sentence, without papers ("lập báo cáo thẩm định"), what
// others said ("theo báo cáo của ...") and what the one who gets it does with it ("để tổng hợp, báo cáo").
std::vector<ReportAct> FindReportActs(const TokenText& text, size_t begin, size_t end);

// Behind the words at `at` that may stand between a unit and its verb, or between the verb and whom it is told
// ("kịp thời", "bằng văn bản", "về").
size_t SkipManner(const TokenText& text, size_t at, size_t end);

// True where the words at `at` are of `kind`, as in reporting.tsv; `behind` gets where they end.
bool ReportingAt(const TokenText& text, size_t at, size_t end, std::string_view kind, size_t* behind = nullptr);

// The word "để" where it says what for.
bool PurposeAt(const TokenText& text, size_t at, size_t end);

}  // namespace dondoc::directive::reading
