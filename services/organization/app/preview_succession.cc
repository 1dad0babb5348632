#include "services/organization/app/preview_succession.h"

#include "common/status/status.h"
#include "services/organization/storage/group_storage.h"

namespace dondoc::organization {

absl::StatusOr<PreviewedSuccession> PreviewSuccession(pg::Database& database, const std::string& id,
                                                      const pg::TransactionOptions& options) {
  return database.Run(options, [&](pg::Transaction& tx) -> absl::StatusOr<PreviewedSuccession> {
    PreviewedSuccession previewed;
    DONDOC_ASSIGN_OR_RETURN(previewed.succession, FindSuccession(tx, id));
    DONDOC_ASSIGN_OR_RETURN(previewed.people, identity::CountEndingPeople(tx, previewed.succession.id));
    DONDOC_ASSIGN_OR_RETURN(previewed.groups, CountGroupsOfEndingUnits(tx, previewed.succession.id));
    DONDOC_ASSIGN_OR_RETURN(previewed.unequipped, CountUnequippedBodies(tx, previewed.succession.id));
    return previewed;
  });
}

}  // namespace dondoc::organization
