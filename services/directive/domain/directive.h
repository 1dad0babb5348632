// A directive (văn bản chỉ đạo): the reader's proposal while it is being corrected, then the directive as it was
// issued.
//
//   DISCARDED <--discard-- DRAFT --issue--> ISSUED
//             --restore-->
//
// Nothing in a draft is a task for anyone; nothing in an issued directive changes any more. A discarded one came in by
// mistake: it is kept as it was and counts nowhere, so that its number and its file are free for another. Tasks,
// targets and duties have an ordinal (1, 2, 3 ... in the order of the text) that people and corrections call them by:
// "tasks[5]". It is never used again; what a person drops stays, marked as dropped, so that the reader's precision can
// be computed from what became of its proposals.
//
// Pure values, thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/time/day.h"
#include "services/directive/domain/file_form.h"
#include "services/directive/domain/named_body.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

enum class State { kDraft, kIssued, kDiscarded };

// One thing to be done, from one clause.
struct Task {
  std::string id;
  int ordinal = 0;
  bool dropped = false;
  std::vector<std::string> units;  // names of who must do it; what they mean is in Directive::names
  Role role = Role::kExecute;
  bool binding = true;
  std::string text;
  std::string section;
  std::vector<std::string> coordinators;
  std::string lead;
  Due due;
  bool before = false;   // "trước ngày D": the last day is D-1
  std::string due_text;  // as the document writes it
  double confidence = 1.0;
  Span span;
  friend bool operator==(const Task&, const Task&) = default;
};

// A number to reach.
struct Target {
  std::string id;
  int ordinal = 0;
  bool dropped = false;
  std::string text;
  Comparator comparator = Comparator::kAtLeast;
  std::string value = "0";  // a decimal: "99.9"
  std::string measure;
  int from_year = 0;
  int to_year = 0;
  std::string section;
  double confidence = 1.0;
  Span span;
  friend bool operator==(const Target&, const Target&) = default;
};

// An obligation to report.
struct Duty {
  std::string id;
  int ordinal = 0;
  bool dropped = false;
  std::vector<std::string> from;  // names of who reports
  std::vector<std::string> to;
  std::string text;
  std::string section;
  Recurrence recurrence = Recurrence::kAdHoc;
  Due due;
  bool before = false;
  std::string due_text;
  double confidence = 1.0;
  Span span;
  friend bool operator==(const Duty&, const Duty&) = default;
};

// A document that this one names; a basis is what it implements: an edge of the cascade.
struct CitedDocument {
  bool basis = false;
  Citation document;
};

// Who discarded a draft, when and why.
struct Discarding {
  TimePoint at{};
  std::string unit_id;  // acted for; may be empty
  std::string user;
  std::string reason;  // may be empty
  friend bool operator==(const Discarding&, const Discarding&) = default;
};

struct Directive {
  std::string id;
  State state = State::kDraft;
  std::int64_t version = 1;

  std::string number;  // "141/KH-UBND"; from the slash on where the number itself is blank
  DocumentType type = DocumentType::kUnknown;
  std::string issuer;  // its name; who that is says `names`
  std::string place;
  PartialDate issued;
  std::string subject;
  Signer signer;
  bool damaged = false;   // a bad scan: every value deserves a second look
  HeaderSources sources;  // of what is still as the reader proposed it; the signer has its own

  std::vector<Task> tasks;
  std::vector<Target> targets;
  std::vector<Duty> duties;
  std::vector<CitedDocument> citations;
  std::vector<Recipient> recipients;
  std::vector<std::string> addressees;  // Kính gửi
  std::vector<NamedBody> names;
  std::int64_t tree_change = 0;  // the newest change of the unit tree that names were resolved by; 0 for none

  std::string file_name;
  std::string sha256;
  std::int64_t file_size = 0;
  FileForm file_form = FileForm::kText;
  int file_pages = 0;                   // 0 where the form has none of its own
  std::vector<std::string> file_notes;  // what a person should know of how the file was read
  TimePoint ingested_at{};
  std::string ingested_by;  // the unit acted for; may be empty
  std::optional<TimePoint> issued_at;
  std::optional<Discarding> discarded;  // where that is its state
};

// The draft that the reader's proposal makes of `text`. Ids come from `new_id`; names are not resolved yet.
Directive DraftFrom(const ParsedDirective& parsed, std::string_view text, const std::function<std::string()>& new_id);

// Takes over where the reader found what nobody has changed of header, citations and recipients, and how far it can be
// trusted; `proposed` may lack the other lists.
void KeepSources(const ParsedDirective& proposed, Directive& directive);

// The day of issue, where its parts make one.
std::optional<Day> IssueDay(const Directive& directive);

// Who issues it, or nullptr where the name is not resolved to one unit.
const NamedBody* IssuerUnit(const Directive& directive);

// All names that must mean somebody before it can be issued: the issuer, those who must do tasks, those who must
// report; each once, in the order of the text.
std::vector<std::string> NamesThatMustBeKnown(const Directive& directive);

// And those that are useful to know: who issued the documents that it rests on, who helps with or leads a task, who
// gets reports.
std::vector<std::string> NamesGoodToKnow(const Directive& directive);

// Names that must be known and are not.
std::vector<NamedBody> UnresolvedNames(const Directive& directive);

// Forgets what names mean, for an issuer that has changed: all are seen from it. Kept are the issuer itself and the
// single units that a person chose; a group, chosen or not, is one of the issuer's.
void ForgetGuesses(Directive& directive);

// Tasks that were not dropped.
int CountTasks(const Directive& directive);

// `value` as a decimal without an exponent and without needless zeros: 99.9 is "99.9", 100 is "100".
std::string DecimalText(double value);

}  // namespace dondoc::directive
