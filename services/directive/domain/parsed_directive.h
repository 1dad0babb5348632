// What a directive says, as the reader proposes it: header, outline, citations, recipients, tasks, targets, reporting
// duties.
//
// A proposal, nothing more: a person confirms or corrects it before anybody is given work. Names are as the document
// means them (known bodies in full and in canonical spelling), texts as the document prints them. What the document
// leaves blank or the reader could not find is empty: an empty string, a zero in a date, std::nullopt.
//
// Every value has its source: where it stands (span), how it was found (evidence), and the confidence that follows from
// the two: the share of values of its kind, found in this way, that turned out right, 0 to 1. Stages set span and
// evidence; ReadDirective sets the confidence of all.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/directive/domain/evidence.h"

namespace dondoc::directive {

// Bytes [begin, end) of the text that was read.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

// Where a value of the header stands and how it was found; evidence kNone where the value is absent.
struct Source {
  Span span;  // empty where it follows from something else, as a letter's type from "V/v"
  Evidence evidence = Evidence::kNone;
  double confidence = 1.0;
};

enum class DocumentType {
  kUnknown,
  kDirective,   // chỉ thị
  kResolution,  // nghị quyết
  kConclusion,  // kết luận
  kDecision,    // quyết định
  kPlan,        // kế hoạch
  kProgramme,   // chương trình
  kScheme,      // đề án
  kLetter,      // công văn
  kNotice,      // thông báo
  kReport,      // báo cáo
  kTelegram,    // công điện
  kGuidance,    // hướng dẫn
  kSubmission,  // tờ trình
  kDecree,      // nghị định
  kCircular,    // thông tư
  kLaw,         // luật
  kOther,
};

// A day of which parts may be blank; 0 is blank.
struct PartialDate {
  int year = 0;
  int month = 0;
  int day = 0;
  bool empty() const { return year == 0 && month == 0 && day == 0; }
  friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

// A span of time that runs from an event: "trong 05 ngày làm việc kể từ ngày nhận được" is five working days from
// receipt.
struct Period {
  enum class Unit { kHour, kDay, kWorkingDay, kWeek, kMonth };
  enum class From { kIssue, kReceipt };  // of the document that sets it
  int count = 0;                         // 0 is no period
  Unit unit = Unit::kDay;
  From from = From::kIssue;
  friend bool operator==(const Period&, const Period&) = default;
};

// By when something is due, as printed: "trước ngày 15/12" is {month 12, day 15}. One of a date or a part of one, a day
// of the week, a period, or at once; 0 is not said.
struct Due {
  int year = 0;
  int quarter = 0;  // 1 to 4
  int month = 0;
  int day = 0;
  int weekday = 0;  // 1 Monday to 7 Sunday
  int hour = 0;     // 1 to 24, beside a day: "trước 16 giờ 00 ngày 05/3/2026"
  int minute = 0;   // 0 to 59, beside an hour
  Period within;
  bool at_once = false;  // ngay khi nhận được
  bool empty() const { return *this == Due(); }
  friend bool operator==(const Due&, const Due&) = default;
};

struct Signer {
  std::string name;
  std::string title;         // the signer's own: "Phó Chủ tịch"
  std::string on_behalf_of;  // TM.: the body spoken for
  std::string signing_for;   // KT., TL., TUQ.: the superior signed for
  Span span;
  Evidence evidence = Evidence::kNone;
  double confidence = 1.0;
};

// A document named in this one.
struct Citation {
  std::string number;  // empty: a law or an ordinance that is named by its day alone
  DocumentType type = DocumentType::kUnknown;
  PartialDate issued;
  std::string issuer;
  Span span;
  Evidence evidence = Evidence::kNone;
  double confidence = 1.0;
};

enum class Purpose { kInform, kExecute, kReport, kCoordinate, kPublish, kArchive };

struct Recipient {
  std::string name;
  Purpose purpose = Purpose::kInform;
  Span span;
  Evidence evidence = Evidence::kNone;
  double confidence = 1.0;
};

enum class Role { kExecute, kLead, kCoordinate, kAdvise };

// A task as one clause gives it.
struct ProposedTask {
  std::vector<std::string> units;  // who must do it; a group is one name
  Role role = Role::kExecute;
  bool binding = true;  // false where the issuer only asks ("Đề nghị ...")
  std::string text;
  std::string section;  // the path of numbers: "IV.1.a"
  std::vector<std::string> coordinators;
  std::string lead;  // where the role is kCoordinate
  Due deadline;
  Span span;
  Evidence evidence = Evidence::kNone;
  double confidence = 1.0;
};

enum class Comparator { kAtLeast, kMoreThan, kAtMost, kLessThan, kDecreaseBy, kIncreaseBy };

// A quantified target.
struct ProposedTarget {
  std::string text;
  Comparator comparator = Comparator::kAtLeast;
  double value = 0;
  std::string measure;  // "%" or the counted noun
  int from_year = 0;
  int to_year = 0;
  std::string section;
  Span span;
  Evidence evidence = Evidence::kNone;
  double confidence = 1.0;
};

enum class Recurrence { kOnce, kWeekly, kMonthly, kQuarterly, kHalfYearly, kYearly, kPeriodic, kAdHoc };

// A duty to report.
struct ProposedReport {
  std::vector<std::string> from;
  std::vector<std::string> to;
  Due due;
  Recurrence recurrence = Recurrence::kAdHoc;
  std::string section;
  Span span;
  Evidence evidence = Evidence::kNone;
  double confidence = 1.0;
};

// A heading or numbered clause.
struct OutlineItem {
  std::string section;  // path: "III.2.a"
  std::string title;    // the clause's first sentence, at most 300 bytes
  int depth = 0;        // 0 is outermost
  Span span;            // with everything under it
};

// The sources of the header's values that have no place of their own.
struct HeaderSources {
  Source number;
  Source type;
  Source issuer;
  Source place;
  Source issued;
  Source subject;
  std::vector<Source> addressees;  // one for each, in their order
};

// Below this confidence people are told to look: more than one such value in four is wrong.
inline constexpr double kDoubtful = 0.75;

struct ParsedDirective {
  std::string number;
  DocumentType type = DocumentType::kUnknown;
  std::string issuer;
  std::string place;
  PartialDate issued;
  std::string subject;
  Signer signer;
  std::vector<Citation> legal_bases;
  std::vector<Citation> citations;
  std::vector<Recipient> recipients;
  std::vector<std::string> addressees;
  std::vector<ProposedTask> tasks;
  std::vector<ProposedTarget> targets;
  std::vector<ProposedReport> reports;
  std::vector<OutlineItem> outline;
  HeaderSources sources;
  bool damaged = false;  // the text looks like a bad scan: every value deserves a second look
  Span further;          // another document behind this one, which was not read; empty where there is none

  // True where nothing at all could be read from the document.
  bool empty() const {
    return number.empty() && type == DocumentType::kUnknown && issuer.empty() && subject.empty() && tasks.empty() &&
           citations.empty();
  }
};

}  // namespace dondoc::directive
