#include "tools/dondoc/review/review_of.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <string_view>
#include <utility>

#include "services/directive/domain/due_text.h"
#include "services/directive/rpc/convert_parsed.h"
#include "tools/dondoc/reading_text.h"

namespace dondoc::cli {
namespace {

using directive::v1::Directive;
using directive::v1::ParsedDirective;

constexpr std::size_t kTextBytes = 220;

constexpr std::array<std::string_view, 18> kTypes = {
    "",          "Chỉ thị", "Nghị quyết", "Kết luận",  "Quyết định", "Kế hoạch",  "Chương trình", "Đề án", "Công văn",
    "Thông báo", "Báo cáo", "Công điện",  "Hướng dẫn", "Tờ trình",   "Nghị định", "Thông tư",     "Luật",  "Khác"};
constexpr std::array<std::string_view, 5> kRoles = {"", "Thực hiện", "Chủ trì", "Phối hợp", "Tham mưu"};
constexpr std::array<std::string_view, 7> kPurposes = {"",         "để biết", "để thực hiện", "để báo cáo",
                                                       "phối hợp", "công bố", "lưu"};
constexpr std::array<std::string_view, 7> kComparators = {"", "≥", ">", "≤", "<", "giảm", "tăng"};
constexpr std::array<std::string_view, 9> kRecurrences = {
    "", "Một lần", "Hằng tuần", "Hằng tháng", "Hằng quý", "6 tháng", "Hằng năm", "Định kỳ", "Khi có yêu cầu"};

// The word for an enum's value; nothing for one that a later service has and this program does not know.
template <std::size_t n>
std::string Word(const std::array<std::string_view, n>& words, int value) {
  return std::string(value >= 0 && value < static_cast<int>(n) ? words.at(value) : "");
}

template <typename Names>
std::string Join(const Names& names) {
  return fmt::format("{}", fmt::join(names, "; "));
}

class Builder {
 public:
  explicit Builder(Review* review) : review_(*review) {}

  // An item of a document that has a place and a confidence; `source` is a message with a span and a confidence.
  template <typename Source>
  ReviewItem& Add(ReviewKind kind, std::string label, std::string value, const Source& source) {
    ReviewItem item{.kind = kind, .label = std::move(label), .value = std::move(value)};
    item.begin = source.span().begin();
    item.end = source.span().end();
    item.confidence = source.confidence();
    item.doubtful = item.confidence > 0 && *Doubt(item.confidence) != '\0';
    return review_.items.emplace_back(std::move(item));
  }

  // A value of the header, where there is one.
  void Header(const char* label, const std::string& value, const directive::v1::Source& source) {
    if (!value.empty()) Add(ReviewKind::kHeader, label, value, source);
  }

  // Gives the item added last the words where it stands, where it has no value of its own.
  void FillFromText() {
    ReviewItem& item = review_.items.back();
    const std::size_t size = review_.text.size();
    if (item.value.empty() && item.begin < item.end && item.end <= size) {
      item.value = review_.text.substr(item.begin, item.end - item.begin);
    }
  }

  // A detail of the item added last, where it is known.
  void Detail(const char* name, const std::string& value) {
    if (!value.empty()) review_.items.back().details.emplace_back(name, value);
  }

 private:
  Review& review_;
};

std::string Day(const directive::v1::PartialDate& day) { return DayText(day.day(), day.month(), day.year()); }

std::string By(const directive::v1::Due& due) { return directive::FormatDue(directive::FromProto(due)); }

// "2026-03-05 16:00" beside the words that it follows from. Of a task or a duty.
template <typename Item>
std::string By(const Item& item) {
  const std::string when = item.due_on() + (item.due_time().empty() ? "" : " " + item.due_time());
  const std::string& words = item.due_text();
  return when.empty() || words.empty() ? when + words : when + " (" + words + ")";
}

template <typename Document>
void AddHeader(const Document& document, Builder& builder) {
  const directive::v1::HeaderSources& from = document.sources();
  builder.Header("Loại", Word(kTypes, document.type()), from.type());
  builder.Header("Số", document.number(), from.number());
  builder.Header("Cơ quan ban hành", document.issuer(), from.issuer());
  builder.Header("Ngày", Day(document.issued()), from.issued());
  builder.Header("Địa danh", document.place(), from.place());
  builder.Header("Trích yếu", document.subject(), from.subject());
  for (int i = 0; i < document.addressees_size(); ++i) {
    builder.Header("Kính gửi", document.addressees(i),
                   i < from.addressees_size() ? from.addressees(i) : directive::v1::Source());
  }
  if (!document.has_signer()) return;
  builder.Add(ReviewKind::kHeader, "Người ký", document.signer().name(), document.signer());
  builder.Detail("Chức vụ", document.signer().title());
  builder.Detail("Ký thay", document.signer().signing_for());
  builder.Detail("Thay mặt", document.signer().on_behalf_of());
}

void AddCited(ReviewKind kind, const directive::v1::Citation& cited, Builder& builder) {
  builder.Add(kind, Word(kTypes, cited.type()), cited.number(), cited);
  // A law may be named without a number: then its words in the text say more than nothing.
  builder.FillFromText();
  builder.Detail("Ngày", Day(cited.issued()));
  builder.Detail("Của", cited.issuer());
}

template <typename Task>
void AddTask(const Task& task, const std::string& by, Builder& builder) {
  builder.Add(ReviewKind::kTask, task.section(), Join(task.units()), task);
  builder.Detail("Vai trò", Word(kRoles, task.role()) + (task.binding() ? "" : " (đề nghị)"));
  builder.Detail("Chủ trì", task.lead());
  builder.Detail("Phối hợp", Join(task.coordinators()));
  builder.Detail("Thời hạn", by);
  builder.Detail("Nội dung", Short(task.text(), kTextBytes));
}

template <typename Target>
void AddTarget(const Target& target, const std::string& number, Builder& builder) {
  builder.Add(ReviewKind::kTarget, target.section(),
              Word(kComparators, target.comparator()) + " " + number + " " + target.measure(), target);
  const std::string from = target.from_year() == 0 ? "" : std::to_string(target.from_year());
  const std::string to = target.to_year() == 0 ? "" : std::to_string(target.to_year());
  builder.Detail("Năm", from.empty() || to.empty() || from == to ? (to.empty() ? from : to) : from + "-" + to);
  builder.Detail("Nội dung", Short(target.text(), kTextBytes));
}

template <typename Report>
void AddReport(const Report& report, const std::string& by, Builder& builder) {
  builder.Add(ReviewKind::kReport, report.section(), Join(report.from()), report);
  builder.Detail("Gửi", Join(report.to()));
  builder.Detail("Kỳ", Word(kRecurrences, report.recurrence()));
  builder.Detail("Thời hạn", by);
}

template <typename Document>
void AddReferences(const Document& document, Builder& builder) {
  for (const auto& basis : document.legal_bases()) AddCited(ReviewKind::kBasis, basis, builder);
  for (const auto& cited : document.citations()) AddCited(ReviewKind::kCitation, cited, builder);
  for (const auto& recipient : document.recipients()) {
    builder.Add(ReviewKind::kRecipient, "", recipient.name(), recipient);
    builder.Detail("Mục đích", Word(kPurposes, recipient.purpose()));
  }
}

template <typename Document>
std::string Title(const Document& document) {
  std::string title = Word(kTypes, document.type());
  for (const std::string& part : {document.number(), document.subject()}) {
    if (!part.empty()) title += (title.empty() ? "" : " ") + part;
  }
  return title.empty() ? "Văn bản" : title;
}

}  // namespace

Review ReviewOf(const ParsedDirective& proposal, std::string text, std::vector<std::string> notes) {
  Review review{.title = Title(proposal), .text = std::move(text), .notes = std::move(notes)};
  Builder builder(&review);
  AddHeader(proposal, builder);
  for (const auto& task : proposal.assignments()) AddTask(task, By(task.deadline()), builder);
  for (const auto& target : proposal.indicators()) AddTarget(target, NumberText(target.value()), builder);
  for (const auto& report : proposal.reports()) AddReport(report, By(report.due()), builder);
  AddReferences(proposal, builder);
  return review;
}

Review ReviewOf(const Directive& directive) {
  Review review{.title = Title(directive), .text = directive.text()};
  review.notes.assign(directive.file_notes().begin(), directive.file_notes().end());
  review.notes.insert(review.notes.end(), directive.warnings().begin(), directive.warnings().end());
  if (directive.state() == directive::v1::DirectiveState::DISCARDED) review.notes.insert(review.notes.begin(), "đã bỏ");
  Builder builder(&review);
  AddHeader(directive, builder);
  for (const auto& task : directive.tasks()) {
    if (!task.dropped()) AddTask(task, By(task), builder);
  }
  for (const auto& target : directive.targets()) {
    if (!target.dropped()) AddTarget(target, target.value(), builder);
  }
  for (const auto& duty : directive.duties()) {
    if (!duty.dropped()) AddReport(duty, By(duty), builder);
  }
  AddReferences(directive, builder);
  return review;
}

}  // namespace dondoc::cli
