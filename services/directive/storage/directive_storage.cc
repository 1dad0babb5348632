#include "services/directive/storage/directive_storage.h"

#include <algorithm>
#include <utility>

#include "common/ids/id_generator.h"
#include "common/postgres/sqlstate.h"
#include "common/postgres/values.h"
#include "common/status/status.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "services/directive/domain/document_number.h"
#include "services/directive/domain/enum_names.h"
#include "services/directive/migrations.h"
#include "services/directive/storage/directive_items.h"
#include "services/directive/storage/directive_rows.h"
#include "services/directive/storage/proposal_json.h"
#include "services/directive/storage/sql.h"

namespace dondoc::directive {
namespace {

// How much of a text can be searched: a tsvector holds at most 1 MiB, and a directive is seldom a tenth of this.
constexpr size_t kMaxSearched = 256 * 1024;

std::optional<std::string> NullIfEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

absl::Status ToReason(const absl::Status& status) {
  const std::string constraint = pg::ConstraintOf(status);
  if (constraint == "directive_file_unique") {
    return AlreadyExists("FILE_KNOWN", "this file is a directive already");
  }
  if (constraint == "directive_number_unique") {
    return WithMetadata(AlreadyExists("DUPLICATE_NUMBER", "another directive has this issuer, number and year"),
                        "field", "number");
  }
  return status;
}

std::vector<std::string> SignerArray(const Signer& signer) {
  return {signer.name, signer.title, signer.on_behalf_of, signer.signing_for};
}

// The directive `other`, which is in `state`, has the place of one that is to be written; `why` goes on after its id.
absl::Status Taken(const std::string& other, const std::string& why, State state, std::string_view field) {
  std::string message = "directive " + other + " " + why;
  if (state == State::kDraft) {
    message += "; it is a draft, and can be discarded: dondoc directive discard " + other;
  }
  return WithMetadata(WithMetadata(AlreadyExists("DUPLICATE_NUMBER", message), "directive_id", other), "field", field);
}

std::optional<std::string> IssuerUnitId(const Directive& directive) {
  const NamedBody* issuer = IssuerUnit(directive);
  return issuer == nullptr ? std::nullopt : std::optional(issuer->meaning.unit_id);
}

// One column of who discarded it; NULL where nobody has.
template <typename T>
std::optional<T> Of(T Discarding::*member, const Directive& directive) {
  return directive.discarded.has_value() ? std::optional(*directive.discarded.*member) : std::nullopt;
}

absl::Status IndexWords(pg::Transaction& tx, const Directive& directive) {
  return tx
      .Execute(sql::kIndexWords, directive.id, Fold(directive.number, Punctuation::kDrop),
               Fold(directive.subject, Punctuation::kDrop))
      .status();
}

// The smallest or largest UUID that begins with `prefix`, hexadecimal digits and hyphens as UUIDs are written; "" where
// none does.
std::string Padded(std::string_view prefix, char with) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  if (prefix.size() > kShape.size()) {
    return "";
  }
  std::string id(prefix);
  for (size_t i = 0; i < kShape.size(); ++i) {
    if (i >= id.size()) {
      id += kShape[i] == '-' ? '-' : with;
    }
    const bool hex = (id[i] >= '0' && id[i] <= '9') || (id[i] >= 'a' && id[i] <= 'f');
    if (kShape[i] == '-' ? id[i] != '-' : !hex) {
      return "";
    }
  }
  return id;
}

}  // namespace

absl::Status NoSuchDirective(std::string_view name) {
  return NotFound("DIRECTIVE_NOT_FOUND", "there is no directive \"" + std::string(name) + "\"");
}

absl::StatusOr<access::Parties> GetParties(pg::Transaction& tx, const std::string& id,
                                           const std::vector<std::string>& unit_ids) {
  if (!IsUuid(id)) {
    return NoSuchDirective(id);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetParties, id, unit_ids));
  if (rows.empty()) {
    return NoSuchDirective(id);
  }
  access::Parties parties;
  parties.unit = rows[0].Get<std::optional<std::string>>("keeper_id").value_or("");
  parties.issuer = rows[0].Get<std::optional<std::string>>("issuer_id").value_or("");
  parties.recipients = rows[0].Get<std::vector<std::string>>("recipient_ids");
  return parties;
}

pg::MigrationSet Migrations() { return pg::MigrationSet::Of("directive", migrations::kFiles); }

absl::Status InsertDraft(pg::Transaction& tx, const Directive& draft, const IncomingFile& file) {
  const auto inserted = tx.Execute(
      sql::kInsertDirective, draft.id, Name(draft.state), draft.version, draft.number, NumberKey(draft.number),
      IsCompleteNumber(draft.number), Name(draft.type), draft.issuer, Fold(draft.issuer, Punctuation::kDrop),
      IssuerUnitId(draft), draft.place, draft.issued.year, draft.issued.month, draft.issued.day, IssueDay(draft),
      draft.subject, SignerArray(draft.signer), draft.damaged, draft.addressees, draft.tree_change, CountTasks(draft),
      draft.ingested_at, NullIfEmpty(draft.ingested_by), draft.issued_at);
  DONDOC_RETURN_IF_ERROR(ToReason(inserted.status()));
  const auto kept = tx.Execute(
      sql::kInsertFile, draft.id, draft.sha256, draft.file_name, file.bytes.size(), pg::Bytes{file.bytes}, file.text,
      TruncateUtf8(Fold(TruncateUtf8(file.text, 2 * kMaxSearched), Punctuation::kDrop), kMaxSearched),
      ProposalJson(file.proposal), Name(draft.file_form), draft.file_pages, draft.file_notes);
  DONDOC_RETURN_IF_ERROR(ToReason(kept.status()));
  DONDOC_RETURN_IF_ERROR(WriteItems(tx, draft));
  DONDOC_RETURN_IF_ERROR(InsertReferences(tx, draft));
  return IndexWords(tx, draft);
}

absl::Status UpdateDirective(pg::Transaction& tx, const Directive& directive) {
  const auto updated =
      tx.Execute(sql::kUpdateDirective, directive.id, Name(directive.state), directive.version, directive.number,
                 NumberKey(directive.number), IsCompleteNumber(directive.number), Name(directive.type),
                 directive.issuer, Fold(directive.issuer, Punctuation::kDrop), IssuerUnitId(directive), directive.place,
                 directive.issued.year, directive.issued.month, directive.issued.day, IssueDay(directive),
                 directive.subject, SignerArray(directive.signer), directive.damaged, directive.addressees,
                 directive.tree_change, CountTasks(directive), directive.issued_at, Of(&Discarding::at, directive),
                 NullIfEmpty(Of(&Discarding::unit_id, directive).value_or("")), Of(&Discarding::user, directive),
                 Of(&Discarding::reason, directive));
  DONDOC_RETURN_IF_ERROR(ToReason(updated.status()));
  if (updated->affected() == 0) {
    return StaleEtag("directive " + directive.id + " has changed since it was read");
  }
  DONDOC_RETURN_IF_ERROR(WriteItems(tx, directive));
  return IndexWords(tx, directive);
}

absl::StatusOr<std::int64_t> LockDirective(pg::Transaction& tx, const std::string& id) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kLockDirective, id));
  if (rows.empty()) {
    return NoSuchDirective(id);
  }
  return rows[0].Get<std::int64_t>("version");
}

absl::StatusOr<Directive> GetDirective(pg::Transaction& tx, const std::string& id) {
  if (!IsUuid(id)) {
    return NoSuchDirective(id);
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kGetDirective, id));
  if (rows.empty()) {
    return NoSuchDirective(id);
  }
  Directive directive = DecodeHeader(rows[0]);
  DONDOC_RETURN_IF_ERROR(ReadItems(tx, directive));
  DONDOC_ASSIGN_OR_RETURN(const ParsedDirective proposed, ProposalFromJson(rows[0].Get<std::string>("proposal")));
  KeepSources(proposed, directive);
  return directive;
}

absl::StatusOr<std::optional<std::string>> FindFile(pg::Transaction& tx, const std::string& sha256) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindFile, sha256));
  return rows.empty() ? std::nullopt : std::optional(rows[0].Get<std::string>("directive_id"));
}

absl::Status CheckNumberFree(pg::Transaction& tx, const Directive& directive) {
  const auto issuer = IssuerUnitId(directive);
  if (!issuer.has_value() || !IsCompleteNumber(directive.number)) {
    return absl::OkStatus();
  }
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindNumber, issuer, NumberKey(directive.number),
                                                            directive.issued.year, directive.id));
  if (rows.empty()) {
    return absl::OkStatus();
  }
  return Taken(rows[0].Get<std::string>("id"),
               "has the number " + directive.number + " of " + directive.issuer + " in " +
                   std::to_string(directive.issued.year) + " already",
               ParseState(rows[0].Get<std::string>("state")).value_or(State::kIssued), "number");
}

absl::Status CheckFileFree(pg::Transaction& tx, const Directive& directive) {
  DONDOC_ASSIGN_OR_RETURN(const auto other, FindFile(tx, directive.sha256));
  if (!other.has_value() || *other == directive.id) {
    return absl::OkStatus();
  }
  DONDOC_ASSIGN_OR_RETURN(const Directive found, GetDirective(tx, *other));
  return Taken(*other, "came in as the same file, " + found.file_name, found.state, "file");
}

absl::StatusOr<std::string> FindNamed(pg::Transaction& tx, const std::string& name, const access::Filter& seen) {
  std::string prefix(name);
  std::transform(prefix.begin(), prefix.end(), prefix.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const bool is_prefix = name.size() >= 4 && !Padded(prefix, '0').empty();
  const std::optional<std::string> from = is_prefix ? std::optional(Padded(prefix, '0')) : std::nullopt;
  const std::optional<std::string> to = is_prefix ? std::optional(Padded(prefix, 'f')) : std::nullopt;
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows,
                          tx.Execute(sql::kFindNamed, from, to, NumberKey(name), seen.all, seen.own, seen.above,
                                     seen.issuer, seen.above_issuer, seen.recipient));
  if (rows.empty()) {
    return NoSuchDirective(name);
  }
  if (rows.size() == 1) {
    return rows[0].Get<std::string>("id");
  }
  std::string message = "\"" + name + "\" may be:";
  for (const pg::Row row : rows) {
    const bool discarded = row.Get<std::string>("state") == Name(State::kDiscarded);
    message += " " + row.Get<std::string>("id") + " (" + row.Get<std::string>("number") + ", " +
               row.Get<std::string>("issuer") + ", " + std::to_string(row.Get<std::int32_t>("issued_year")) +
               (discarded ? ", discarded);" : ");");
  }
  message.back() = '.';
  return FailedPrecondition("AMBIGUOUS_DIRECTIVE", message);
}

}  // namespace dondoc::directive
