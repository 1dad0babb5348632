#include "services/organization/rpc/succession_requests.h"

#include <optional>

#include "common/ids/id_generator.h"
#include "common/status/status.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "common/time/timestamp.h"
#include "services/organization/rpc/convert.h"

namespace dondoc::organization {
namespace {

constexpr int kDefaultPage = 100;
constexpr int kLargestPage = 1000;
constexpr int kMostResolutions = 1000;
constexpr std::size_t kLongestNumber = 100;
constexpr std::size_t kLongestFile = 32U * 1024 * 1024;

absl::Status CheckId(const std::string& field, const std::string& id) {
  return IsUuid(id) ? absl::OkStatus() : InvalidField(field, "BAD_ID", "'" + id + "' is not a UUID");
}

absl::StatusOr<Day> DayIn(const std::string& field, const std::string& text) {
  const std::optional<Day> day = ParseDay(text);
  if (!day.has_value()) return InvalidField(field, "INVALID_DATE", "'" + text + "' is not a date YYYY-MM-DD");
  return *day;
}

absl::StatusOr<int> PageSize(int page_size) {
  if (page_size < 0 || page_size > kLargestPage) {
    return InvalidField("page_size", "BAD_PAGE", "a page has at most " + std::to_string(kLargestPage) + " entries");
  }
  return page_size == 0 ? kDefaultPage : page_size;
}

// "first/id", as PageToken makes it.
absl::StatusOr<std::pair<std::string, std::string>> SplitToken(const std::string& token) {
  const std::size_t slash = token.rfind('/');
  if (slash == std::string::npos || !IsUuid(token.substr(slash + 1))) {
    return InvalidField("page_token", "BAD_PAGE", "page_token is not one of next_page_token");
  }
  return std::pair(token.substr(0, slash), token.substr(slash + 1));
}

template <typename Request>
absl::StatusOr<TurnCommand> TurnOf(const Request& request, const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("succession_id", request.succession_id()));
  return TurnCommand{ToKey(request.request_id(), request, call), request.succession_id()};
}

}  // namespace

absl::StatusOr<PlanCommand> ToCommand(const v1::PlanSuccessionRequest& request, const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  PlanCommand command;
  command.request = ToKey(request.request_id(), request, call);
  command.decision_number = CollapseSpaces(ToNfc(request.decision_number()));
  if (command.decision_number.empty()) {
    return InvalidField("decision_number", "EMPTY_FIELD", "say which decision it is");
  }
  if (command.decision_number.size() > kLongestNumber) {
    return InvalidField("decision_number", "TOO_LONG", "has more than " + std::to_string(kLongestNumber) + " bytes");
  }
  DONDOC_ASSIGN_OR_RETURN(command.effective_on, DayIn("effective_on", request.effective_on()));
  DONDOC_ASSIGN_OR_RETURN(command.decided_on, DayIn("decided_on", request.decided_on()));
  if (command.effective_on < command.decided_on) {
    return InvalidField("effective_on", "BAD_DAYS", "a succession does not begin before it was decided");
  }
  command.from_list = request.from_list();
  command.to_list = request.to_list();
  command.file_name = request.file_name().empty() ? "succession.csv" : request.file_name();
  command.csv = request.csv();
  if (command.csv.size() > kLongestFile) return InvalidField("csv", "TOO_LONG", "the file is larger than 32 MiB");
  return command;
}

absl::StatusOr<ResolveCommand> ToCommand(const v1::ResolveSuccessionRequest& request, const rpc::Call& call) {
  DONDOC_RETURN_IF_ERROR(CheckId("request_id", request.request_id()));
  DONDOC_RETURN_IF_ERROR(CheckId("succession_id", request.succession_id()));
  if (request.resolutions_size() == 0) return InvalidField("resolutions", "EMPTY_FIELD", "must not be empty");
  if (request.resolutions_size() > kMostResolutions) {
    return InvalidField("resolutions", "TOO_MANY", "has more than " + std::to_string(kMostResolutions) + " entries");
  }
  ResolveCommand command{ToKey(request.request_id(), request, call), request.succession_id(), {}};
  for (const v1::BodyResolution& resolution : request.resolutions()) {
    DONDOC_RETURN_IF_ERROR(CheckId("resolutions.unit_id", resolution.unit_id()));
    Resolution one{resolution.unit_id(), std::nullopt, resolution.bodies()};
    if (!resolution.heir_unit_id().empty()) {
      DONDOC_RETURN_IF_ERROR(CheckId("resolutions.heir_unit_id", resolution.heir_unit_id()));
      one.heir_unit_id = resolution.heir_unit_id();
    }
    command.resolutions.push_back(std::move(one));
  }
  return command;
}

absl::StatusOr<TurnCommand> ToCommand(const v1::EnactSuccessionRequest& request, const rpc::Call& call) {
  return TurnOf(request, call);
}

absl::StatusOr<TurnCommand> ToCommand(const v1::UndoSuccessionRequest& request, const rpc::Call& call) {
  return TurnOf(request, call);
}

absl::StatusOr<TurnCommand> ToCommand(const v1::DiscardSuccessionRequest& request, const rpc::Call& call) {
  return TurnOf(request, call);
}

absl::StatusOr<SuccessionPage> ToPage(const v1::ListSuccessionsRequest& request) {
  SuccessionPage page;
  DONDOC_ASSIGN_OR_RETURN(page.limit, PageSize(request.page_size()));
  if (request.page_token().empty()) return page;
  DONDOC_ASSIGN_OR_RETURN(const auto token, SplitToken(request.page_token()));
  page.after_day = ParseDay(token.first);
  if (!page.after_day.has_value()) {
    return InvalidField("page_token", "BAD_PAGE", "page_token is not one of next_page_token");
  }
  page.after_id = token.second;
  return page;
}

absl::StatusOr<BodyPage> ToPage(const v1::ListBodiesWithoutHeirRequest& request) {
  DONDOC_RETURN_IF_ERROR(CheckId("succession_id", request.succession_id()));
  BodyPage page{.divided_only = request.divided_only()};
  DONDOC_ASSIGN_OR_RETURN(page.limit, PageSize(request.page_size()));
  if (request.page_token().empty()) return page;
  if (!IsUuid(request.page_token())) {
    return InvalidField("page_token", "BAD_PAGE", "page_token is not one of next_page_token");
  }
  page.after_id = request.page_token();
  return page;
}

v1::Succession ToMessage(const Succession& succession) {
  v1::Succession message;
  message.set_succession_id(succession.id);
  message.set_decision_number(succession.decision_number);
  message.set_decided_on(FormatDay(succession.decided_on));
  message.set_effective_on(FormatDay(succession.effective_on));
  message.set_from_list(succession.from_list);
  message.set_to_list(succession.to_list);
  message.set_file_name(succession.file_name);
  v1::Succession::State state = v1::Succession::STATE_UNSPECIFIED;
  v1::Succession::State_Parse(succession.state, &state);
  message.set_state(state);
  message.set_wanted(succession.wanted);
  message.set_version(succession.version);
  message.set_tree_change(succession.tree_change.value_or(0));
  *message.mutable_plan_time() = ToTimestamp(succession.planned_at);
  if (succession.enacted_at.has_value()) *message.mutable_enact_time() = ToTimestamp(*succession.enacted_at);
  if (succession.undone_at.has_value()) *message.mutable_undo_time() = ToTimestamp(*succession.undone_at);
  if (succession.discarded_at.has_value()) *message.mutable_discard_time() = ToTimestamp(*succession.discarded_at);
  message.set_continuing(succession.continuing);
  message.set_ending(succession.ending);
  message.set_beginning(succession.beginning);
  message.set_bodies(succession.bodies);
  message.set_with_heir(succession.with_heir);
  message.set_divided(succession.divided);
  message.set_without(succession.without);
  for (const ReplacedHeir& one : succession.replaced) {
    v1::ReplacedHeir& replaced = *message.add_replaced();
    replaced.set_unit_id(one.unit_id);
    replaced.set_unit_name(one.unit_name);
    replaced.set_heir_unit_id(one.heir_unit_id);
    replaced.set_heir_name(one.heir_name);
  }
  return message;
}

v1::BodyWithoutHeir ToMessage(const BodyWithoutHeir& body) {
  v1::BodyWithoutHeir message;
  message.set_unit_id(body.unit_id);
  message.set_name(body.name);
  message.set_territory_code(body.code);
  message.set_code_list(body.code_list);
  message.mutable_to_unit_ids()->Assign(body.to_unit_ids.begin(), body.to_unit_ids.end());
  message.mutable_to_unit_names()->Assign(body.to_unit_names.begin(), body.to_unit_names.end());
  return message;
}

std::string ToSuccessionAnswer(const Succession& succession) { return ToMessage(succession).SerializeAsString(); }

std::string PageToken(const Succession& last) { return FormatDay(last.effective_on) + "/" + last.id; }
std::string PageToken(const BodyWithoutHeir& last) { return last.unit_id; }

}  // namespace dondoc::organization
