#include "services/organization/rpc/group_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "common/status/status.h"
#include "services/organization/app/named_groups.h"
#include "services/organization/rpc/convert.h"
#include "services/organization/rpc/require_existing.h"
#include "services/organization/rpc/validate.h"
#include "services/organization/storage/unit_message.h"

namespace dondoc::organization {
namespace {

constexpr int kDefaultPage = 100;

absl::StatusOr<v1::NamedGroup> Parse(const absl::StatusOr<std::string>& answer) {
  if (!answer.ok()) return answer.status();
  v1::NamedGroup group;
  if (!group.ParseFromString(*answer)) return Internal("the kept answer cannot be read");
  return group;
}

std::optional<std::string> Optional(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional<std::string>(text);
}

}  // namespace

grpc::Status GroupService::DefineGroup(grpc::ServerContext* context, const v1::DefineGroupRequest* request,
                                       v1::NamedGroup* response) {
  return rpc::Unary(environment_, *context, *request, *response,
                    [&](const rpc::Call& call) -> absl::StatusOr<v1::NamedGroup> {
                      DONDOC_RETURN_IF_ERROR(Validate(*request));
                      DONDOC_RETURN_IF_ERROR(call.Permit({.unit = request->group().owner_unit_id()}));
                      return Parse(organization::DefineGroup(context_, ToKey(request->request_id(), *request, call),
                                                             ToNamedGroup(request->group()), ToGroupAnswer));
                    });
}

grpc::Status GroupService::EndGroup(grpc::ServerContext* context, const v1::EndGroupRequest* request,
                                    v1::NamedGroup* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call& call) -> absl::StatusOr<v1::NamedGroup> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        const auto permit = [&](const std::string& owner_id) { return call.Permit({.unit = owner_id}); };
        return Parse(organization::EndGroup(context_, ToKey(request->request_id(), *request, call), request->group_id(),
                                            ParseDay(request->valid_to()), permit, ToGroupAnswer));
      });
}

grpc::Status GroupService::ListGroups(grpc::ServerContext* context, const v1::ListGroupsRequest* request,
                                      v1::ListGroupsResponse* response) {
  return rpc::Unary(
      environment_, *context, *request, *response, [&](const rpc::Call&) -> absl::StatusOr<v1::ListGroupsResponse> {
        DONDOC_RETURN_IF_ERROR(Validate(*request));
        const Day day = ParseDay(request->date()).value_or(DayOf(context_.clock.Now()));
        const auto page = static_cast<std::size_t>(request->page_size() == 0 ? kDefaultPage : request->page_size());
        return context_.database.Run([&](pg::Transaction& tx) -> absl::StatusOr<v1::ListGroupsResponse> {
          DONDOC_RETURN_IF_ERROR(RequireExisting(tx, request->unit_id(), day, "unit_id"));
          // One more says whether there is a next page.
          DONDOC_ASSIGN_OR_RETURN(const std::vector<NamedGroup> groups,
                                  organization::ListGroups(tx, request->unit_id(), day, Optional(request->page_token()),
                                                           static_cast<int>(page) + 1));
          v1::ListGroupsResponse answer;
          for (std::size_t i = 0; i < std::min(groups.size(), page); ++i) *answer.add_groups() = ToMessage(groups[i]);
          if (groups.size() > page) answer.set_next_page_token(groups[page - 1].id);
          return answer;
        });
      });
}

}  // namespace dondoc::organization
