#include "services/directive/rpc/visibility.h"

#include "common/status/status.h"
#include "dondoc/directive/v1/directive_service.pb.h"
#include "services/directive/storage/directive_storage.h"

namespace dondoc::directive {
namespace {

absl::StatusOr<bool> IsSeen(pg::Database& database, const std::string& id, const rpc::Call& call) {
  const pg::TransactionOptions options{.timeout = call.time_left, .read_only = true};
  const auto found =
      database.Run(options, [&](pg::Transaction& tx) { return FindNamed(tx, id, SeenDirectives(call)); });
  if (absl::IsNotFound(found.status())) {
    return false;
  }
  DONDOC_RETURN_IF_ERROR(found.status());
  return true;
}

}  // namespace

access::Filter SeenDirectives(const rpc::Call& call) { return call.SeesOf(*v1::GetDirectiveRequest::descriptor()); }

absl::Status PermitDirective(pg::Transaction& tx, const std::string& id, const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(const access::Parties parties, GetParties(tx, id, call.Units()));
  return call.Permit(parties, NoSuchDirective(id));
}

absl::Status CheckSeen(pg::Database& database, const std::string& id, const rpc::Call& call) {
  DONDOC_ASSIGN_OR_RETURN(const bool seen, IsSeen(database, id, call));
  if (seen) {
    return absl::OkStatus();
  }
  return AlreadyExists("FILE_KNOWN", "another unit has taken this file in");
}

absl::Status WithoutUnseen(pg::Database& database, const absl::Status& error, const rpc::Call& call) {
  const auto metadata = Metadata(error);
  const auto other = metadata.find("directive_id");
  if (other == metadata.end()) {
    return error;
  }
  DONDOC_ASSIGN_OR_RETURN(const bool seen, IsSeen(database, other->second, call));
  if (seen) {
    return error;
  }
  const auto field = metadata.find("field");
  return Error(error.code(), Reason(error), "another directive has this already; it is another unit's",
               {{"field", field == metadata.end() ? "" : field->second}});
}

}  // namespace dondoc::directive
