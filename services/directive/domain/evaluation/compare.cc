#include "services/directive/domain/evaluation/compare.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "services/directive/domain/evaluation/alike.h"

namespace dondoc::directive::evaluation {
namespace {

using Names = std::vector<std::string>;

Names PlainNames(const Names& names) {
  Names plain;
  for (const std::string& name : names) {
    plain.push_back(PlainName(name));
  }
  return plain;
}

// Each list's items in the form that they are compared in.
struct PlainCitation {
  std::string number;
  int year = 0;
};
struct PlainRecipient {
  std::string name;
  Purpose purpose;
};
struct PlainTask {
  std::string start;
  Names units;
};
struct PlainReport {
  Names from;
  const ProposedReport* report;
};

PlainCitation PlainOf(const Citation& citation) { return {PlainNumber(citation.number), citation.issued.year}; }
PlainRecipient PlainOf(const Recipient& recipient) { return {PlainName(recipient.name), recipient.purpose}; }
std::string PlainOf(const std::string& name) { return PlainName(name); }
PlainTask PlainOf(const ProposedTask& task) { return {PlainStart(task.text), PlainNames(task.units)}; }
const ProposedTarget* PlainOf(const ProposedTarget& target) { return &target; }
PlainReport PlainOf(const ProposedReport& report) { return {PlainNames(report.from), &report}; }

// The parts of a deadline that a text prints; the weekday goes with a recurrence.
bool SameDue(Due a, Due b) {
  a.weekday = b.weekday = 0;
  return a == b;
}

// The expected one comes first.
bool Same(const PlainCitation& a, const PlainCitation& b) {
  return a.number == b.number && (a.year == 0 || a.year == b.year);
}
bool Same(const PlainRecipient& a, const PlainRecipient& b) { return a.purpose == b.purpose && Alike(a.name, b.name); }
bool Same(const std::string& a, const std::string& b) { return Alike(a, b); }
bool Same(const PlainTask& a, const PlainTask& b) {
  return a.units.size() == b.units.size() && StartAlike(a.start, b.start) && SetsAlike(a.units, b.units);
}
bool Same(const ProposedTarget* a, const ProposedTarget* b) {
  return a->value == b->value && a->from_year == b->from_year && a->to_year == b->to_year &&
         a->comparator == b->comparator;
}
bool Same(const PlainReport& a, const PlainReport& b) {
  return a.report->recurrence == b.report->recurrence && SameDue(a.report->due, b.report->due) &&
         SetsAlike(a.from, b.from);
}

// Pairs (expected, proposed) of indices: each expected item with the first proposed one that fits and is left.
template <typename Item, typename Fits>
std::vector<std::pair<size_t, size_t>> Match(const std::vector<Item>& expected, const std::vector<Item>& proposed,
                                             const Fits& fits) {
  std::vector<std::pair<size_t, size_t>> pairs;
  std::vector<bool> taken(proposed.size());
  size_t first = 0;  // all before it are taken
  for (size_t e = 0; e < expected.size(); ++e) {
    while (first < taken.size() && taken[first]) {
      ++first;
    }
    for (size_t p = first; p < proposed.size(); ++p) {
      if (!taken[p] && fits(expected[e], proposed[p])) {
        taken[p] = true;
        pairs.emplace_back(e, p);
        break;
      }
    }
  }
  return pairs;
}

template <typename Item>
auto Plains(const std::vector<Item>& items) {
  std::vector<decltype(PlainOf(items.front()))> plains;
  plains.reserve(items.size());
  for (const Item& item : items) {
    plains.push_back(PlainOf(item));
  }
  return plains;
}

class Comparison {
 public:
  Comparison(const ParsedDirective& expected, const ParsedDirective& proposed, const Fields& asked)
      : expected_(expected), proposed_(proposed), asked_(asked) {}

  Evaluation Run() {
    out_.documents = 1;
    Header();
    List(Category::kLegalBases, expected_.legal_bases, proposed_.legal_bases, proposed_.legal_bases);
    List(Category::kCitations, expected_.citations, proposed_.citations, proposed_.citations);
    List(Category::kRecipients, expected_.recipients, proposed_.recipients, proposed_.recipients);
    List(Category::kAddressees, expected_.addressees, proposed_.addressees, proposed_.sources.addressees);
    List(Category::kIndicators, expected_.targets, proposed_.targets, proposed_.targets);
    List(Category::kReports, expected_.reports, proposed_.reports, proposed_.reports);
    if (asked_.contains(Name(Category::kAssignments))) {
      Tasks();
    }
    return std::move(out_);
  }

 private:
  void Header() {
    const ParsedDirective& e = expected_;
    const ParsedDirective& p = proposed_;
    Field(Category::kNumber, !e.number.empty(), !p.number.empty(), p.sources.number,
          [&] { return PlainNumber(e.number) == PlainNumber(p.number); });
    Field(Category::kType, e.type != DocumentType::kUnknown, p.type != DocumentType::kUnknown, p.sources.type,
          [&] { return e.type == p.type; });
    Field(Category::kIssuer, !e.issuer.empty(), !p.issuer.empty(), p.sources.issuer,
          [&] { return AlikeTexts(e.issuer, p.issuer); });
    Field(Category::kPlace, !e.place.empty(), !p.place.empty(), p.sources.place,
          [&] { return AlikeTexts(e.place, p.place); });
    Field(Category::kIssued, !e.issued.empty(), !p.issued.empty(), p.sources.issued,
          [&] { return e.issued == p.issued; });
    Field(Category::kSubject, !e.subject.empty(), !p.subject.empty(), p.sources.subject,
          [&] { return AlikeTexts(e.subject, p.subject, 0.9); });
    const auto signed_by = [](const Signer& signer) { return !signer.name.empty() || !signer.title.empty(); };
    Field(Category::kSigner, signed_by(e.signer), signed_by(p.signer), p.signer,
          [&] { return AlikeTexts(e.signer.name, p.signer.name) && AlikeTexts(e.signer.title, p.signer.title); });
  }

  static bool AlikeTexts(std::string_view a, std::string_view b, double threshold = 0.86) {
    return Alike(PlainName(a), PlainName(b), threshold);
  }

  template <typename Source, typename Right>
  void Field(Category category, bool expected, bool proposed, const Source& source, const Right& right) {
    if (!asked_.contains(Name(category)) || (!expected && !proposed)) {
      return;
    }
    const bool same = expected && proposed && right();
    for (const Category of : {category, Category::kHeader}) {
      Count(of, same ? 1 : 0, proposed ? 1 : 0, expected ? 1 : 0);
    }
    if (proposed) {
      Look(category, source, same);
    }
  }

  // `sources` has the confidence of each proposed item.
  template <typename Item, typename Source>
  void List(Category category, const std::vector<Item>& expected, const std::vector<Item>& proposed,
            const std::vector<Source>& sources) {
    if (!asked_.contains(Name(category))) {
      return;
    }
    const auto pairs =
        Match(Plains(expected), Plains(proposed), [](const auto& a, const auto& b) { return Same(a, b); });
    Count(category, pairs.size(), proposed.size(), expected.size());
    Look(category, sources, pairs);
  }

  void Tasks() {
    const std::vector<PlainTask> expected = Plains(expected_.tasks);
    const std::vector<PlainTask> proposed = Plains(proposed_.tasks);
    const auto pairs = Match(expected, proposed, [](const auto& a, const auto& b) { return Same(a, b); });
    Count(Category::kAssignments, pairs.size(), proposed.size(), expected.size());
    Look(Category::kAssignments, proposed_.tasks, pairs);
    for (const auto& [e, p] : pairs) {
      Details(expected_.tasks[e], proposed_.tasks[p]);
    }
    const auto clauses =
        Match(expected, proposed, [](const auto& a, const auto& b) { return StartAlike(a.start, b.start); });
    for (const auto& [e, p] : clauses) {
      CountNames(Category::kUnits, expected[e].units, proposed[p].units);
    }
  }

  // Of a task that is right.
  void Details(const ProposedTask& expected, const ProposedTask& proposed) {
    Count(Category::kRole, expected.role == proposed.role ? 1 : 0, 1, 1);
    Count(Category::kBinding, expected.binding == proposed.binding ? 1 : 0, 1, 1);
    if (!expected.coordinators.empty() || !proposed.coordinators.empty()) {
      CountNames(Category::kCoordinators, PlainNames(expected.coordinators), PlainNames(proposed.coordinators));
    }
    const bool due = !expected.deadline.empty(), found = !proposed.deadline.empty();
    if (due || found) {
      Count(Category::kDeadlines, due && found && SameDue(expected.deadline, proposed.deadline) ? 1 : 0, found ? 1 : 0,
            due ? 1 : 0);
    }
  }

  void CountNames(Category category, const Names& expected, const Names& proposed) {
    const auto pairs =
        Match(expected, proposed, [](const std::string& a, const std::string& b) { return Alike(a, b); });
    Count(category, pairs.size(), proposed.size(), expected.size());
  }

  void Count(Category category, size_t right, size_t proposed, size_t expected) {
    Tally& tally = out_.at(category);
    tally.seen = true;
    tally.right += static_cast<std::int64_t>(right);
    tally.proposed += static_cast<std::int64_t>(proposed);
    tally.expected += static_cast<std::int64_t>(expected);
  }

  template <typename Source>
  void Look(Category category, const Source& source, bool right) {
    // Proposals of older readers do not say how they found something: nothing was stated.
    if (source.evidence != Evidence::kNone) {
      out_.Count(Name(category), source.evidence, proposed_.damaged, source.confidence, right);
    }
  }

  template <typename Source>
  void Look(Category category, const std::vector<Source>& sources,
            const std::vector<std::pair<size_t, size_t>>& pairs) {
    std::vector<bool> right(sources.size());
    for (const auto& [expected, proposed] : pairs) {
      if (proposed < right.size()) {
        right[proposed] = true;
      }
    }
    for (size_t i = 0; i < sources.size(); ++i) {
      Look(category, sources[i], right[i]);
    }
  }

  const ParsedDirective& expected_;
  const ParsedDirective& proposed_;
  const Fields& asked_;
  Evaluation out_;
};

}  // namespace

Evaluation Compare(const ParsedDirective& expected, const ParsedDirective& proposed, const Fields& asked) {
  return Comparison(expected, proposed, asked).Run();
}

}  // namespace dondoc::directive::evaluation
