#include "services/directive/domain/directive.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>
#include <utility>

#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/directive/domain/document_number.h"
#include "services/directive/domain/written_deadline.h"

namespace dondoc::directive {
namespace {

// Longer clauses are cut: a duty's text says what it is about, the document says all.
constexpr size_t kMaxDutyText = 2000;

std::string TextOf(std::string_view text, const Span& span) {
  if (span.begin >= span.end || span.end > text.size()) {
    return "";
  }
  return std::string(TruncateUtf8(CollapseSpaces(text.substr(span.begin, span.end - span.begin)), kMaxDutyText));
}

// Names in their order, each once; what is empty is no name.
class DistinctNames {
 public:
  void Add(const std::string& name) {
    if (!name.empty() && seen_.insert(name).second) {
      names_.push_back(name);
    }
  }
  void Add(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      Add(name);
    }
  }
  std::vector<std::string> all() && { return std::move(names_); }

 private:
  std::vector<std::string> names_;
  std::unordered_set<std::string> seen_;
};

// Two names of one body in one list are one.
std::vector<std::string> Distinct(const std::vector<std::string>& names) {
  DistinctNames distinct;
  distinct.Add(names);
  return std::move(distinct).all();
}

Task TaskFrom(const ProposedTask& proposed, std::string_view text, int ordinal, std::string id) {
  Task task{.id = std::move(id),
            .ordinal = ordinal,
            .units = Distinct(proposed.units),
            .role = proposed.role,
            .binding = proposed.binding,
            .text = proposed.text,
            .section = proposed.section,
            .coordinators = Distinct(proposed.coordinators),
            .lead = proposed.lead,
            .due = proposed.deadline,
            .confidence = proposed.confidence,
            .span = proposed.span};
  if (!task.due.empty()) {
    WrittenDeadline written = FindWrittenDeadline(task.text, task.due);
    if (written.text.empty()) {
      written = FindWrittenDeadline(TextOf(text, task.span), task.due);
    }
    task.before = written.before;
    task.due_text = written.text;
  }
  return task;
}

Duty DutyFrom(const ProposedReport& proposed, std::string_view text, int ordinal, std::string id) {
  Duty duty{.id = std::move(id),
            .ordinal = ordinal,
            .from = Distinct(proposed.from),
            .to = Distinct(proposed.to),
            .text = TextOf(text, proposed.span),
            .section = proposed.section,
            .recurrence = proposed.recurrence,
            .due = proposed.due,
            .confidence = proposed.confidence,
            .span = proposed.span};
  const WrittenDeadline written = FindWrittenDeadline(duty.text, duty.due);
  duty.before = written.before;
  duty.due_text = written.text;
  return duty;
}

}  // namespace

Directive DraftFrom(const ParsedDirective& parsed, std::string_view text, const std::function<std::string()>& new_id) {
  Directive draft;
  draft.id = new_id();
  draft.number = CleanNumber(parsed.number);
  draft.type = parsed.type;
  draft.issuer = parsed.issuer;
  draft.place = parsed.place;
  draft.issued = parsed.issued;
  draft.subject = parsed.subject;
  draft.signer = parsed.signer;
  draft.damaged = parsed.damaged;
  for (const ProposedTask& task : parsed.tasks) {
    draft.tasks.push_back(TaskFrom(task, text, static_cast<int>(draft.tasks.size()) + 1, new_id()));
  }
  for (const ProposedTarget& target : parsed.targets) {
    draft.targets.push_back({.id = new_id(),
                             .ordinal = static_cast<int>(draft.targets.size()) + 1,
                             .text = target.text,
                             .comparator = target.comparator,
                             .value = DecimalText(target.value),
                             .measure = target.measure,
                             .from_year = target.from_year,
                             .to_year = target.to_year,
                             .section = target.section,
                             .confidence = target.confidence,
                             .span = target.span});
  }
  for (const ProposedReport& report : parsed.reports) {
    draft.duties.push_back(DutyFrom(report, text, static_cast<int>(draft.duties.size()) + 1, new_id()));
  }
  for (const Citation& basis : parsed.legal_bases) {
    draft.citations.push_back({true, basis});
  }
  for (const Citation& citation : parsed.citations) {
    draft.citations.push_back({false, citation});
  }
  draft.recipients = parsed.recipients;
  draft.addressees = parsed.addressees;
  KeepSources(parsed, draft);
  return draft;
}

void KeepSources(const ParsedDirective& proposed, Directive& directive) {
  const auto kept = [](bool same, const Source& source) { return same ? source : Source{}; };
  const HeaderSources& from = proposed.sources;
  directive.sources = {kept(directive.number == CleanNumber(proposed.number), from.number),
                       kept(directive.type == proposed.type, from.type),
                       kept(directive.issuer == proposed.issuer, from.issuer),
                       kept(directive.place == proposed.place, from.place),
                       kept(directive.issued == proposed.issued, from.issued),
                       kept(directive.subject == proposed.subject, from.subject),
                       from.addressees};
  if (const Signer& signer = proposed.signer;
      signer.name == directive.signer.name && signer.title == directive.signer.title &&
      signer.on_behalf_of == directive.signer.on_behalf_of && signer.signing_for == directive.signer.signing_for) {
    directive.signer = signer;
  }
  // Nobody changes citations and recipients.
  const size_t bases = proposed.legal_bases.size();
  for (size_t i = 0; i < directive.citations.size() && i < bases + proposed.citations.size(); ++i) {
    directive.citations[i].document = i < bases ? proposed.legal_bases[i] : proposed.citations[i - bases];
  }
  for (size_t i = 0; i < directive.recipients.size() && i < proposed.recipients.size(); ++i) {
    directive.recipients[i] = proposed.recipients[i];
  }
}

std::optional<Day> IssueDay(const Directive& directive) {
  return MakeDay(directive.issued.year, directive.issued.month, directive.issued.day);
}

const NamedBody* IssuerUnit(const Directive& directive) {
  const NamedBody* body = FindName(directive.names, directive.issuer);
  return body != nullptr && !body->meaning.unit_id.empty() ? body : nullptr;
}

std::vector<std::string> NamesThatMustBeKnown(const Directive& directive) {
  DistinctNames names;
  names.Add(directive.issuer);
  for (const Task& task : directive.tasks) {
    if (!task.dropped) {
      names.Add(task.units);
    }
  }
  for (const Duty& duty : directive.duties) {
    if (!duty.dropped) {
      names.Add(duty.from);
    }
  }
  return std::move(names).all();
}

std::vector<std::string> NamesGoodToKnow(const Directive& directive) {
  DistinctNames names;
  for (const CitedDocument& cited : directive.citations) {
    if (cited.basis) {
      names.Add(cited.document.issuer);
    }
  }
  for (const Task& task : directive.tasks) {
    if (!task.dropped) {
      names.Add(task.coordinators);
      names.Add(task.lead);
    }
  }
  for (const Duty& duty : directive.duties) {
    if (!duty.dropped) {
      names.Add(duty.to);
    }
  }
  return std::move(names).all();
}

std::vector<NamedBody> UnresolvedNames(const Directive& directive) {
  std::vector<NamedBody> unresolved;
  for (std::string& name : NamesThatMustBeKnown(directive)) {
    const NamedBody* body = FindName(directive.names, name);
    const bool known =
        name == directive.issuer ? IssuerUnit(directive) != nullptr : body != nullptr && body->meaning.known();
    if (!known) {
      unresolved.push_back(body != nullptr ? *body
                                           : NamedBody{.name = std::move(name), .meaning = {}, .candidates = {}});
    }
  }
  return unresolved;
}

void ForgetGuesses(Directive& directive) {
  for (NamedBody& body : directive.names) {
    if (body.name != directive.issuer && (!body.chosen || body.meaning.group.has_value())) {
      body.meaning = {};
      body.chosen = false;
      body.candidates.clear();
    }
  }
}

int CountTasks(const Directive& directive) {
  return static_cast<int>(
      std::count_if(directive.tasks.begin(), directive.tasks.end(), [](const Task& task) { return !task.dropped; }));
}

std::string DecimalText(double value) {
  std::array<char, 400> buffer;  // the longest fixed form of a double
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  return end.ec == std::errc() ? std::string(buffer.data(), end.ptr) : "0";
}

}  // namespace dondoc::directive
