#include "services/directive/rpc/read_directives.h"

#include <algorithm>
#include <utility>

#include "common/status/status.h"
#include "services/directive/domain/snippet.h"
#include "services/directive/rpc/convert_directive.h"
#include "services/directive/rpc/convert_parsed.h"
#include "services/directive/rpc/ended_addressees.h"
#include "services/directive/rpc/validate.h"
#include "services/directive/rpc/visibility.h"
#include "services/directive/storage/correction_storage.h"
#include "services/directive/storage/directive_queries.h"
#include "services/directive/storage/directive_storage.h"

namespace dondoc::directive {
namespace {

constexpr size_t kSnippetBytes = 240;

int PageSize(int asked, int usual, int most) { return asked == 0 ? usual : std::min(asked, most); }

pg::TransactionOptions ReadOnly(std::chrono::milliseconds time_left) {
  return {.timeout = time_left, .read_only = true};
}

// With filters that may be absent, and for callers who see anything between nothing and everything.
pg::TransactionOptions ReadingLists(std::chrono::milliseconds time_left) {
  return {.timeout = time_left, .read_only = true, .plan_by_values = true};
}

absl::StatusOr<v1::Directive> View(pg::Transaction& tx, const std::string& id, const ViewOptions& options,
                                   const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(const Directive directive, GetDirective(tx, id));
  DONDOC_ASSIGN_OR_RETURN(const Cascade cascade, GetCascade(tx, id, SeenDirectives(call)));
  v1::Directive view = ToProto(directive, cascade);
  if (directive.state == State::kDraft || (options.changed && directive.state == State::kIssued)) {
    DONDOC_ASSIGN_OR_RETURN(std::vector<std::string> ended, EndedAddressees(tx, directive, options.today));
    for (std::string& sentence : ended) view.add_warnings(std::move(sentence));
  }
  if (options.with_text) {
    DONDOC_ASSIGN_OR_RETURN(*view.mutable_text(), GetText(tx, id));
  }
  if (options.with_proposal) {
    DONDOC_ASSIGN_OR_RETURN(const ParsedDirective proposal, GetProposal(tx, id));
    *view.mutable_proposal() = ToProto(proposal);
  }
  return view;
}

}  // namespace

absl::StatusOr<v1::Directive> ViewDirective(pg::Database& database, const std::string& id, const ViewOptions& options,
                                            const rpc::Call& call) {
  return database.Run(ReadOnly(call.time_left), [&](pg::Transaction& tx) { return View(tx, id, options, call); });
}

absl::StatusOr<v1::Directive> ReadNamed(pg::Database& database, const v1::GetDirectiveRequest& request,
                                        const rpc::Call& call, Day today) {
  return database.Run(ReadOnly(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<v1::Directive> {
    DONDOC_ASSIGN_OR_RETURN(const std::string id, FindNamed(tx, request.directive(), call.Sees()));
    return View(tx, id, {.today = today, .with_text = request.with_text(), .with_proposal = request.with_proposal()},
                call);
  });
}

absl::StatusOr<v1::ListDirectivesResponse> ReadList(pg::Database& database, const v1::ListDirectivesRequest& request,
                                                    const rpc::Call& call) {
  const size_t size = static_cast<size_t>(PageSize(request.page_size(), 50, 500));
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Summary> found,
                          database.Run(ReadingLists(call.time_left), [&](pg::Transaction& tx) {
                            return ListDirectives(tx, FromProto(request), call.Sees(), static_cast<int>(size) + 1);
                          }));
  v1::ListDirectivesResponse response;
  for (size_t i = 0; i < std::min(size, found.size()); ++i) {
    *response.add_directives() = ToProto(found[i]);
  }
  if (found.size() > size) {
    response.set_next_page_token(found[size - 1].id);
  }
  return response;
}

absl::StatusOr<v1::SearchDirectivesResponse> ReadSearch(pg::Database& database,
                                                        const v1::SearchDirectivesRequest& request,
                                                        const rpc::Call& call) {
  const size_t size = static_cast<size_t>(PageSize(request.page_size(), 20, 100));
  DONDOC_ASSIGN_OR_RETURN(const std::optional<Rank> after, ParseRankToken(request.page_token()));
  DONDOC_ASSIGN_OR_RETURN(
      const std::vector<Found> found, database.Run(ReadingLists(call.time_left), [&](pg::Transaction& tx) {
        return SearchDirectives(tx, request.query(), call.Sees(), after, static_cast<int>(size) + 1);
      }));
  v1::SearchDirectivesResponse response;
  for (size_t i = 0; i < std::min(size, found.size()); ++i) {
    v1::FoundDirective* one = response.add_directives();
    *one->mutable_directive() = ToProto(found[i].directive);
    one->set_snippet(Snippet(found[i].body, request.query(), kSnippetBytes));
  }
  if (found.size() > size) {
    response.set_next_page_token(RankToken(found[size - 1].rank));
  }
  return response;
}

absl::StatusOr<v1::GetFileResponse> ReadFile(pg::Database& database, const v1::GetFileRequest& request,
                                             const rpc::Call& call) {
  const auto get = [&](pg::Transaction& tx) -> absl::StatusOr<StoredFile> {
    DONDOC_RETURN_IF_ERROR(PermitDirective(tx, request.directive_id(), call));
    return GetFile(tx, request.directive_id());
  };
  DONDOC_ASSIGN_OR_RETURN(StoredFile file, database.Run(ReadOnly(call.time_left), get));
  v1::GetFileResponse response;
  response.set_file_name(std::move(file.name));
  response.set_file(std::move(file.bytes));
  response.set_sha256(std::move(file.sha256));
  return response;
}

absl::StatusOr<v1::ListCorrectionsResponse> ReadCorrections(pg::Database& database,
                                                            const v1::ListCorrectionsRequest& request,
                                                            const rpc::Call& call) {
  const size_t size = static_cast<size_t>(PageSize(request.page_size(), 100, 1000));
  DONDOC_ASSIGN_OR_RETURN(const CorrectionPosition after, ParsePositionToken(request.page_token()));
  using Records = std::vector<CorrectionRecord>;
  DONDOC_ASSIGN_OR_RETURN(
      const Records found, database.Run(ReadOnly(call.time_left), [&](pg::Transaction& tx) -> absl::StatusOr<Records> {
        DONDOC_RETURN_IF_ERROR(PermitDirective(tx, request.directive_id(), call));
        return ListCorrections(tx, request.directive_id(), after.version, after.position, static_cast<int>(size) + 1);
      }));
  v1::ListCorrectionsResponse response;
  for (size_t i = 0; i < std::min(size, found.size()); ++i) {
    *response.add_corrections() = ToProto(found[i]);
  }
  if (found.size() > size) {
    response.set_next_page_token(PositionToken({found[size - 1].version, found[size - 1].position}));
  }
  return response;
}

}  // namespace dondoc::directive
