#include "services/directive/storage/directive_items.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/postgres/values.h"
#include "common/status/status.h"
#include "common/text/fold.h"
#include "services/directive/domain/document_number.h"
#include "services/directive/domain/enum_names.h"
#include "services/directive/storage/directive_rows.h"
#include "services/directive/storage/sql.h"

namespace dondoc::directive {
namespace {

using Strings = std::vector<std::string>;
using OptionalStrings = std::vector<std::optional<std::string>>;

// A list inside a row travels as an array literal; the statement casts it.
template <typename T>
std::string Literal(const std::vector<T>& values) {
  return *pg::ToParam(values);
}

std::string Literal(const Span& span) { return Literal(std::vector<std::int64_t>{span.begin, span.end}); }

std::string Literal(const Due& due) {
  return Literal(std::vector<int>{due.year, due.quarter, due.month, due.day, due.weekday, due.hour, due.minute,
                                  due.at_once ? 1 : 0, due.within.count, static_cast<int>(due.within.unit),
                                  static_cast<int>(due.within.from)});
}

// One column: `get` of every item.
template <typename Items, typename Get>
auto Column(const Items& items, Get get) {
  std::vector<std::decay_t<decltype(get(*items.begin()))>> column;
  column.reserve(items.size());
  for (const auto& item : items) {
    column.push_back(get(item));
  }
  return column;
}

template <typename Items, typename T, typename Item>
std::vector<T> Members(const Items& items, T Item::*member) {
  return Column(items, [member](const auto& item) { return item.*member; });
}

template <typename Items, typename Enum, typename Item>
Strings Names(const Items& items, Enum Item::*member) {
  return Column(items, [member](const auto& item) { return std::string(Name(item.*member)); });
}

template <typename Items, typename T, typename Item>
Strings Literals(const Items& items, T Item::*member) {
  return Column(items, [member](const auto& item) { return Literal(item.*member); });
}

absl::Status WriteTasks(pg::Transaction& tx, const Directive& directive) {
  const std::vector<Task>& tasks = directive.tasks;
  return tx
      .Execute(sql::kUpsertTasks, directive.id, Members(tasks, &Task::id), Members(tasks, &Task::ordinal),
               Members(tasks, &Task::dropped), Literals(tasks, &Task::units), Names(tasks, &Task::role),
               Members(tasks, &Task::binding), Members(tasks, &Task::text), Members(tasks, &Task::section),
               Literals(tasks, &Task::coordinators), Members(tasks, &Task::lead), Literals(tasks, &Task::due),
               Members(tasks, &Task::before), Members(tasks, &Task::due_text), Members(tasks, &Task::confidence),
               Literals(tasks, &Task::span))
      .status();
}

absl::Status WriteTargets(pg::Transaction& tx, const Directive& directive) {
  const std::vector<Target>& targets = directive.targets;
  return tx
      .Execute(sql::kUpsertTargets, directive.id, Members(targets, &Target::id), Members(targets, &Target::ordinal),
               Members(targets, &Target::dropped), Members(targets, &Target::text), Names(targets, &Target::comparator),
               Members(targets, &Target::value), Members(targets, &Target::measure),
               Members(targets, &Target::from_year), Members(targets, &Target::to_year),
               Members(targets, &Target::section), Members(targets, &Target::confidence),
               Literals(targets, &Target::span))
      .status();
}

absl::Status WriteDuties(pg::Transaction& tx, const Directive& directive) {
  const std::vector<Duty>& duties = directive.duties;
  return tx
      .Execute(sql::kUpsertDuties, directive.id, Members(duties, &Duty::id), Members(duties, &Duty::ordinal),
               Members(duties, &Duty::dropped), Literals(duties, &Duty::from), Literals(duties, &Duty::to),
               Members(duties, &Duty::text), Members(duties, &Duty::section), Names(duties, &Duty::recurrence),
               Literals(duties, &Duty::due), Members(duties, &Duty::before), Members(duties, &Duty::due_text),
               Members(duties, &Duty::confidence), Literals(duties, &Duty::span))
      .status();
}

std::optional<std::string> NullIfEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// Of a name that means a group: the list; else none.
Strings GroupLists(const std::vector<NamedBody>& names, std::vector<std::string> UnitGroup::*member) {
  return Column(names, [member](const NamedBody& body) {
    return body.meaning.group.has_value() ? Literal(*body.meaning.group.*member) : std::string("{}");
  });
}

absl::Status WriteNames(pg::Transaction& tx, const Directive& directive) {
  const std::vector<NamedBody>& names = directive.names;
  const OptionalStrings levels = Column(names, [](const NamedBody& body) {
    return body.meaning.known() ? std::optional(std::string(Name(body.meaning.level))) : std::nullopt;
  });
  const OptionalStrings units = Column(names, [](const NamedBody& body) { return NullIfEmpty(body.meaning.unit_id); });
  const OptionalStrings within = Column(names, [](const NamedBody& body) {
    return body.meaning.group.has_value() ? NullIfEmpty(body.meaning.group->within_unit_id) : std::nullopt;
  });
  return tx
      .Execute(
          sql::kUpsertNamedBodies, directive.id, Members(names, &NamedBody::name), levels, units, within,
          GroupLists(names, &UnitGroup::kinds), GroupLists(names, &UnitGroup::tags),
          GroupLists(names, &UnitGroup::territory_types), GroupLists(names, &UnitGroup::except_unit_ids),
          Members(names, &NamedBody::chosen),
          Column(names, [](const NamedBody& body) { return Literal(Members(body.candidates, &Candidate::unit_id)); }),
          Column(names, [](const NamedBody& body) { return Literal(Members(body.candidates, &Candidate::name)); }),
          GroupLists(names, &UnitGroup::attributes))
      .status();
}

absl::Status InsertCitations(pg::Transaction& tx, const Directive& directive) {
  const std::vector<Citation> documents = Members(directive.citations, &CitedDocument::document);
  const auto part = [&](int PartialDate::*member) {
    return Column(documents, [member](const Citation& citation) { return citation.issued.*member; });
  };
  return tx
      .Execute(sql::kInsertCitations, directive.id, Members(directive.citations, &CitedDocument::basis),
               Members(documents, &Citation::number),
               Column(documents, [](const Citation& citation) { return NumberKey(citation.number); }),
               Names(documents, &Citation::type), part(&PartialDate::year), part(&PartialDate::month),
               part(&PartialDate::day), Members(documents, &Citation::issuer),
               Column(documents, [](const Citation& citation) { return Fold(citation.issuer, Punctuation::kDrop); }),
               Literals(documents, &Citation::span))
      .status();
}

// Reads one list into `items`.
template <typename Item>
absl::Status Read(pg::Transaction& tx, const pg::Statement& statement, const std::string& directive_id,
                  Item (*decode)(const pg::Row&), std::vector<Item>& items) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(statement, directive_id));
  for (const pg::Row row : rows) {
    items.push_back(decode(row));
  }
  return absl::OkStatus();
}

// Reads one list of several directives.
template <typename Item>
absl::Status Read(pg::Transaction& tx, const pg::Statement& statement, const std::map<std::string, Directive*>& by_id,
                  Item (*decode)(const pg::Row&), std::vector<Item> Directive::*list) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(statement, Column(by_id, [](const auto& one) { return one.first; })));
  for (const pg::Row row : rows) {
    (by_id.at(row.Get<std::string>("directive_id"))->*list).push_back(decode(row));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status WriteItems(pg::Transaction& tx, const Directive& directive) {
  DONDOC_RETURN_IF_ERROR(WriteTasks(tx, directive));
  DONDOC_RETURN_IF_ERROR(WriteTargets(tx, directive));
  DONDOC_RETURN_IF_ERROR(WriteDuties(tx, directive));
  return WriteNames(tx, directive);
}

absl::Status InsertReferences(pg::Transaction& tx, const Directive& directive) {
  DONDOC_RETURN_IF_ERROR(InsertCitations(tx, directive));
  const std::vector<Recipient>& recipients = directive.recipients;
  return tx
      .Execute(sql::kInsertRecipients, directive.id, Members(recipients, &Recipient::name),
               Names(recipients, &Recipient::purpose), Literals(recipients, &Recipient::span))
      .status();
}

absl::Status ReadCorrectable(pg::Transaction& tx, const std::vector<Directive*>& directives) {
  std::map<std::string, Directive*> by_id;
  for (Directive* directive : directives) {
    by_id[directive->id] = directive;
  }
  DONDOC_RETURN_IF_ERROR(Read(tx, sql::kListTasks, by_id, DecodeTask, &Directive::tasks));
  DONDOC_RETURN_IF_ERROR(Read(tx, sql::kListTargets, by_id, DecodeTarget, &Directive::targets));
  return Read(tx, sql::kListDuties, by_id, DecodeDuty, &Directive::duties);
}

absl::Status ReadItems(pg::Transaction& tx, Directive& directive) {
  DONDOC_RETURN_IF_ERROR(ReadCorrectable(tx, {&directive}));
  DONDOC_RETURN_IF_ERROR(Read(tx, sql::kListCitations, directive.id, DecodeCitation, directive.citations));
  DONDOC_RETURN_IF_ERROR(Read(tx, sql::kListRecipients, directive.id, DecodeRecipient, directive.recipients));
  return Read(tx, sql::kListNamedBodies, directive.id, DecodeNamedBody, directive.names);
}

}  // namespace dondoc::directive
