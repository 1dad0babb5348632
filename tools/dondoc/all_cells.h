// Lists of a service that is in several cells (cli_support.h): every cell is asked for what it has, page after page,
// and the answers are made one (cell_sums.h). A single answer is asked for with Session::CallWhereItIs.
//
//   const auto items = [](auto& all) { return all.mutable_assignments(); };
//   DONDOC_ASSIGN_OR_RETURN(const auto listed,
//                           ListOfAllCells(session, "assignment", &Stub::ListAssignments, request, limit, items));
//   DONDOC_RETURN_IF_ERROR(session.Print(ListTable(listed.all.assignments())));
//   return WhatIsMissing(session, listed);
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dondoc/cli/v1/succession_report.pb.h"
#include "tools/dondoc/cell_sums.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {

using NotAsked = google::protobuf::RepeatedPtrField<v1::CellNotAsked>;

// Notes a cell that did not answer; and what is to be said where some did not: OK, or UNAVAILABLE (CELL_NOT_ASKED) with
// all of them.
void AddNotAsked(std::string_view service, const Cell& cell, const absl::Status& status, NotAsked& not_asked);
absl::Status MissingIn(const NotAsked& not_asked);

template <typename Response>
struct Listed {
  Response all;        // without a token, but for that of the only cell
  bool is_all = true;  // false where there is more than was asked for
  NotAsked not_asked;  // cells that did not answer
};

// At most `limit` items of one cell; 0 for all. `items` is what the list is of: a function that gives the repeated
// field of a response. The response has the token of the page after them.
template <typename Stub, typename Request, typename Response, typename Items>
absl::StatusOr<Response> ListAt(Session& session, const Cell& cell,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                                Request request, int limit, Items items) {
  constexpr int kPage = 1000;
  Response all;
  for (;;) {
    request.set_page_size(limit == 0 ? kPage : std::min(limit - items(all)->size(), kPage));
    DONDOC_ASSIGN_OR_RETURN(const Response page, session.CallAt(cell, method, request));
    all.clear_next_page_token();
    all.MergeFrom(page);
    if (page.next_page_token().empty() || (limit > 0 && items(all)->size() >= limit)) return all;
    request.set_page_token(page.next_page_token());
  }
}

// At most `limit` items of all cells, in the order that one cell has. A cell that says that the thing is not there, or
// not of its levels, has nothing of it. The first error where no cell has anything to say.
template <typename Stub, typename Request, typename Response, typename Items>
absl::StatusOr<Listed<Response>> ListOfAllCells(Session& session, std::string_view service,
                                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                                             Response*),
                                                const Request& request, int limit, Items items) {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<Cell> cells, session.Cells(service));
  Listed<Response> listed;
  absl::Status error;
  bool any = false;
  for (const Cell& cell : cells) {
    const absl::StatusOr<Response> here = ListAt(session, cell, method, request, limit, items);
    if (!here.ok()) {
      // That it is elsewhere says less than any other error.
      if (error.ok() || (IsElsewhere(error) && Reason(here.status()) != kLevelNotServed)) error = here.status();
      if (!IsElsewhere(here.status())) AddNotAsked(service, cell, here.status(), listed.not_asked);
      continue;
    }
    any = true;
    listed.is_all = listed.is_all && here->next_page_token().empty();
    Add(*here, listed.all);
    // A page goes on in one cell; of several, whoever wants more asks for more at once.
    listed.all.set_next_page_token(cells.size() == 1 ? here->next_page_token() : "");
  }
  if (!any) return error;
  auto& all = *items(listed.all);
  if (limit > 0 && all.size() > limit) {
    all.DeleteSubrange(limit, all.size() - limit);
    listed.is_all = false;
  }
  return listed;
}

// To be said below a list, beside JSON too: on the error stream that there is more, and as an error which cells did not
// answer.
template <typename Response>
absl::Status WhatIsMissing(Session& session, const Listed<Response>& listed) {
  if (!listed.is_all) session.err() << "(there are more; --limit 0 shows all)\n";
  return MissingIn(listed.not_asked);
}

}  // namespace dondoc::cli
