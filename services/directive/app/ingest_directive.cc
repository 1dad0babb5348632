#include "services/directive/app/ingest_directive.h"

#include <openssl/evp.h>

#include <array>
#include <optional>
#include <utility>

#include "common/status/status.h"
#include "services/directive/app/change_directive.h"
#include "services/directive/app/naming.h"
#include "services/directive/domain/reading/read_directive.h"
#include "services/directive/domain/reading_notes.h"
#include "services/directive/files/read_file.h"
#include "services/directive/storage/directive_storage.h"

namespace dondoc::directive::app {
namespace {

// The answer that is kept for a repeated request: the id, and a mark where the file was known.
constexpr std::string_view kKnownMark = " known";

std::string Sha256(const std::string& bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) {
    hex += {kHex[digest[i] >> 4], kHex[digest[i] & 15]};
  }
  return hex;
}

struct Draft {
  Directive directive;
  IncomingFile file;
};

// Everything that is worked out before the transaction.
absl::StatusOr<Draft> Read(Context& context, const IngestCommand& command, std::string sha256, TimePoint now) {
  DONDOC_ASSIGN_OR_RETURN(files::FileText file, files::ReadFile(command.bytes, command.patience));
  ParsedDirective proposal = ReadDirective(file.text);
  Directive draft = DraftFrom(proposal, file.text, [&] { return context.ids.NewId(); });
  draft.file_name = command.file_name;
  draft.file_size = static_cast<std::int64_t>(command.bytes.size());
  draft.file_form = file.form;
  draft.file_pages = file.pages;
  draft.file_notes = std::move(file.notes);
  for (std::string& note : ReadingNotes(proposal, file.text)) {
    draft.file_notes.push_back(std::move(note));
  }
  draft.sha256 = std::move(sha256);
  draft.ingested_at = now;
  draft.ingested_by = command.request.unit_id;
  if (!command.issuer_unit_id.empty()) {
    DONDOC_ASSIGN_OR_RETURN(NamedBody issuer,
                            FindMeaning(context.units, draft, command.issuer_unit_id, "issuer_unit_id"));
    draft.issuer = issuer.name;
    PutName(draft.names, std::move(issuer));
  }
  DONDOC_RETURN_IF_ERROR(TryResolveNames(context.units, command.request.unit_id, draft));
  return Draft{std::move(draft), {command.bytes, std::move(file.text), std::move(proposal)}};
}

}  // namespace

absl::StatusOr<Ingested> IngestDirective(Context& context, const IngestCommand& command) {
  const TimePoint now = context.clock.Now();
  const std::string sha256 = Sha256(command.bytes);
  // Reading may take minutes: not before it is known to be needed, and outside of the transaction.
  const absl::Status not_read = absl::NotFoundError("the file is not known and was not read");
  std::optional<Draft> draft;
  const auto keep = [&](pg::Transaction& tx, audit::Act& act) -> absl::StatusOr<std::string> {
    if (!command.issuer_unit_id.empty()) act.changes.Made("issuer_unit_id", command.issuer_unit_id);
    act.changes.Made("file", command.file_name).Made("size", command.bytes.size()).Made("sha256", sha256);
    DONDOC_ASSIGN_OR_RETURN(const std::optional<std::string> there, FindFile(tx, sha256));
    if (there.has_value()) {
      act.object = {"directive", *there};
      act.changes.Made("already_known", true);
      return *there + std::string(kKnownMark);
    }
    if (!draft.has_value()) {
      return not_read;
    }
    DONDOC_RETURN_IF_ERROR(CheckNumberFree(tx, draft->directive));
    DONDOC_RETURN_IF_ERROR(InsertDraft(tx, draft->directive, draft->file));
    act.object = {"directive", draft->directive.id};
    act.changes.Made("number", draft->directive.number).Made("tasks", draft->directive.tasks.size());
    return draft->directive.id;
  };
  const auto once = [&] { return Once(context, command.request, "IngestDirective", now, keep); };
  absl::StatusOr<std::string> answer = once();
  if (answer.status() == not_read) {
    DONDOC_ASSIGN_OR_RETURN(draft, Read(context, command, sha256, now));
    answer = once();
  }
  DONDOC_RETURN_IF_ERROR(answer.status());
  const bool already_known = answer->ends_with(kKnownMark);
  return Ingested{answer->substr(0, answer->size() - (already_known ? kKnownMark.size() : 0)), already_known};
}

}  // namespace dondoc::directive::app
