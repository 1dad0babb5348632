// dondoc-organization: territories and bodies, the names they go by, and the facts that keep the copies of the tree.
#include <chrono>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "common/audit/audit.h"
#include "common/audit/rpc/audit_service.h"
#include "common/authentication/key_files.h"
#include "common/config/config.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/outbox.h"
#include "common/rpc/explain/access_service.h"
#include "common/service/service.h"
#include "common/status/status.h"
#include "services/organization/app/announce_turns.h"
#include "services/organization/app/context.h"
#include "services/organization/data.h"
#include "services/organization/domain/equipment.h"
#include "services/organization/domain/name_resolution/vocabulary.h"
#include "services/organization/identity/app/signing_keys.h"
#include "services/organization/identity/data.h"
#include "services/organization/identity/migrations.h"
#include "services/organization/identity/rpc/explain_access.h"
#include "services/organization/identity/rpc/identity_service.h"
#include "services/organization/identity/rpc/key_service.h"
#include "services/organization/identity/rpc/user_service.h"
#include "services/organization/migrations.h"
#include "services/organization/rpc/ask_who_may.h"
#include "services/organization/rpc/explain_access.h"
#include "services/organization/rpc/group_service.h"
#include "services/organization/rpc/organization_service.h"
#include "services/organization/rpc/succession_peers.h"
#include "services/organization/rpc/succession_service.h"
#include "services/organization/rpc/tree_service.h"
#include "services/organization/storage/tree.h"

namespace dondoc::organization {
namespace {

struct Config {
  std::string sealing_key;
  identity::HashOptions hashes;
};

// People, systems and the keys that their tokens are signed with.
absl::StatusOr<const identity::Context*> StartIdentity(service::Runtime& runtime, const Config& config,
                                                       const rpc::Environment& environment) {
  if (config.sealing_key.empty())
    return FailedPrecondition("KEY_FILE_MISSING", "DONDOC_SEALING_KEY is needed to serve: a file with a private key");
  DONDOC_ASSIGN_OR_RETURN(const tokens::SigningKey sealing_key, authentication::ReadPrivateKey(config.sealing_key));
  const auto& vault = runtime.Own<identity::Vault>(sealing_key);
  auto& hasher = runtime.Own<identity::PasswordHasher>(config.hashes);
  const auto& passwords = runtime.Own<identity::PasswordRules>(identity::data::kCommonPasswords);
  const auto& context = runtime.Own<identity::Context>(
      identity::Context{runtime.database(), runtime.clock(), runtime.ids(), passwords, hasher, vault});
  DONDOC_RETURN_IF_ERROR(identity::TendSigningKeys(context));
  runtime.Loop("identity", [&context](const std::stop_token& stop) { identity::TendIdentity(context, stop); });
  runtime.Serve(runtime.Own<identity::IdentityServiceImpl>(context, environment));
  runtime.Serve(runtime.Own<identity::UserServiceImpl>(context, environment));
  runtime.Serve(runtime.Own<identity::KeyServiceImpl>(context, environment));
  return &context;
}

void Declare(Config& config, config::Reader& reader) {
  reader.Text("SEALING_KEY", &config.sealing_key,
              "file (mode 0600) of the key that signing keys are sealed with in the database");
  reader.Count("PASSWORD_HASHES", &config.hashes.at_once, 1, 64, "passwords that are hashed at once, 64 MiB each");
}

absl::Status Start(service::Runtime& runtime, const Config& config) {
  DONDOC_ASSIGN_OR_RETURN(std::vector<TemplateRow> rows, ReadTemplate(data::kEquipment));
  auto& equipment = runtime.Own<std::vector<TemplateRow>>(std::move(rows));
  DONDOC_ASSIGN_OR_RETURN(Vocabulary words, Vocabulary::Create(data::kAbbreviations, data::kGroupTerms, equipment));
  auto& vocabulary = runtime.Own<Vocabulary>(std::move(words));
  auto& context =
      runtime.Own<Context>(Context{runtime.database(), runtime.clock(), runtime.ids(), vocabulary, equipment});
  auto& environment = runtime.Own<rpc::Environment>(runtime.rpc());
  auto& questions =
      runtime.Own<pg::Database>(pg::DatabaseOptions{.conninfo = runtime.config().postgres, .max_connections = 2});
  environment.within = WithinTables(questions, runtime.clock());
  environment.ended = EndedInTables(questions, runtime.clock());
  environment.unit_name = NameInTables(questions, runtime.clock());
  environment.tree_change = [&context] { return context.database.Run(GetTreeChange); };
  // In every cell: what a unit has may be where its level is, or was.
  std::vector<AskForWork> ask_for_work;
  for (const auto& channel : runtime.Peers("assignment")) ask_for_work.push_back(AskAssignmentForWork(channel));
  for (const auto& channel : runtime.Peers("indicator")) ask_for_work.push_back(AskIndicatorForWork(channel));
  for (const auto& channel : runtime.Peers("directive")) ask_for_work.push_back(AskDirectiveForWork(channel));
  runtime.Serve(runtime.Own<OrganizationService>(context, environment, AskAll(std::move(ask_for_work))));
  runtime.Serve(runtime.Own<GroupService>(context, environment));
  runtime.Serve(runtime.Own<TreeService>(context, environment));
  runtime.Loop("turns",
               [&context](const std::stop_token& stop) { AnnounceTurnsUntil(stop, context, std::chrono::minutes(1)); });
  runtime.Serve(runtime.Own<audit::AuditServiceImpl>("organization", runtime.database(), runtime.clock(), environment));
  // In every cell: what depends on a succession may be at any level.
  std::vector<AskForUses> ask;
  for (const auto& channel : runtime.Peers("assignment")) ask.push_back(AskAssignment(channel));
  for (const auto& channel : runtime.Peers("indicator")) ask.push_back(AskIndicator(channel));
  for (const auto& channel : runtime.Peers("directive")) ask.push_back(AskDirective(channel));
  const auto& uses = runtime.Own<AskForUses>(AskAll(std::move(ask)));
  runtime.Serve(runtime.Own<SuccessionService>(context, environment, uses));
  runtime.Loop("successions",
               [&context](const std::stop_token& stop) { RunEnactDue(context, stop, std::chrono::seconds(1)); });
  DONDOC_ASSIGN_OR_RETURN(const identity::Context* const people, StartIdentity(runtime, config, environment));
  std::vector<rpc::Explained> contracts = ContractsOf(context);
  for (rpc::Explained& one : identity::ContractsOf(*people)) contracts.push_back(std::move(one));
  runtime.Serve(runtime.Own<rpc::AccessServiceImpl>(environment, std::move(contracts)));
  return absl::OkStatus();
}

}  // namespace
}  // namespace dondoc::organization

int main(int argc, char** argv) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): a list of names of the whole project
  organization::Config config;
  return service::Run(argc, argv,
                      {.name = "organization",
                       .migrations = {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                                      pg::MigrationSet::Of("organization", organization::migrations::kFiles),
                                      pg::MigrationSet::Of("identity", identity::migrations::kFiles)},
                       .subscribers = {"assignment", "directive", "indicator", "notification"},
                       .configure = [&](config::Reader& reader) { organization::Declare(config, reader); },
                       .start = [&](service::Runtime& runtime) { return organization::Start(runtime, config); }});
}
