#include "tests/access/country.h"

#include <fmt/core.h>

#include <cstdlib>
#include <utility>

#include "common/audit/audit.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/fact.h"
#include "common/messaging/outbox.h"
#include "common/status/status.h"
#include "common/testing/shared_postgres.h"
#include "dondoc/directive/v1/directive_events.pb.h"
#include "services/assignment/events/directive_issued.h"
#include "services/assignment/migrations.h"
#include "services/directive/app/testing_documents.h"
#include "services/directive/app/unit_directory.h"
#include "services/directive/storage/directive_storage.h"
#include "services/indicator/schema.h"
#include "services/notification/app/apply_facts.h"
#include "services/notification/migrations.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::access_test {
namespace {

constexpr char kUnits[] =
    "code,name,level,type,parent_code\n"
    "91,Tỉnh Đông,province,Tỉnh,\n911,Huyện Đông Một,district,Huyện,91\n"
    "91101,Xã Đông A,commune,Xã,911\n91102,Xã Đông B,commune,Xã,911\n91103,Xã Đông C,commune,Xã,911\n"
    "92,Tỉnh Tây,province,Tỉnh,\n921,Huyện Tây Một,district,Huyện,92\n92101,Xã Tây A,commune,Xã,921\n"
    "93,Tỉnh Nam,province,Tỉnh,\n931,Huyện Nam Một,district,Huyện,93\n932,Huyện Nam Hai,district,Huyện,93\n"
    "933,Huyện Nam Ba,district,Huyện,93\n934,Huyện Nam Bốn,district,Huyện,93\n93401,Xã Nam A,commune,Xã,934\n";

// The organization service as directives are read: the issuer by its id, and every name that is not its own means the
// recipient.
class Names final : public directive::app::UnitDirectory {
 public:
  Names(const std::string& issuer, const std::string& recipient) : issuer_(issuer), recipient_(recipient) {}

  absl::StatusOr<directive::app::ResolvedNames> Resolve(const std::vector<std::string>& names, const std::string&,
                                                        std::optional<Day>) override {
    directive::app::ResolvedNames resolved;
    for (const std::string& name : names) {
      directive::NamedBody body{.name = name, .meaning = {}, .candidates = {}};
      body.meaning = {name == kIssuer ? issuer_ : recipient_, std::nullopt, directive::Level::kDistrict};
      resolved.bodies.push_back(std::move(body));
    }
    return resolved;
  }
  absl::Status RequireExisting(const std::vector<directive::NamedBody>&, Day) override { return absl::OkStatus(); }
  absl::StatusOr<directive::app::KnownUnit> FindUnit(const std::string& id) override {
    return directive::app::KnownUnit{id, id == issuer_ ? kIssuer : "Ủy ban nhân dân huyện Nam Ba",
                                     directive::Level::kDistrict, 0};
  }

 private:
  static constexpr char kIssuer[] = "Ủy ban nhân dân huyện Tây Một";
  const std::string& issuer_;
  const std::string& recipient_;
};

std::string Migrated(const std::vector<pg::MigrationSet>& sets) {
  std::string conninfo = testing::SharedPostgres::CreateDatabase();
  auto connection = pg::Connection::Open(conninfo);
  if (!connection.ok()) Country::Fail(connection.status());
  const auto applied = pg::Migrate(**connection, sets, TimePoint{});
  if (!applied.ok()) Country::Fail(applied.status());
  return conninfo;
}

std::vector<pg::MigrationSet> With(pg::MigrationSet own) {
  return {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(), organization::replica::Migrations(),
          std::move(own)};
}

}  // namespace

void Country::Fail(const absl::Status& status) {
  fmt::print(stderr, "the country cannot be made: {}\n", status.ToString());
  std::abort();
}

Country::Country()
    : caller(Operator()),
      clock_file_((directory_.path() / "clock").string()),
      clock_(clock_file_),
      names_(std::make_unique<Names>(issuer, recipient)),
      directive_(Migrated(With(directive::Migrations()))),
      assignment_(Migrated(With(pg::MigrationSet::Of("assignment", assignment::migrations::kFiles)))),
      indicator_(Migrated(indicator::Schema())),
      notification_(Migrated(With(pg::MigrationSet::Of("notification", notification::migrations::kFiles)))),
      questions_({.conninfo = world_.conninfo(), .max_connections = 2}),
      directive_context_{directive_.database, clock_, ids, *names_},
      assignment_context_{assignment_.database, clock_, ids},
      indicator_context_{indicator_.database, clock_, ids, indicator_.covers, [](const std::string&) { return true; }},
      notification_context_{notification_.database, clock_, ids},
      passwords_(""),
      hasher_({.memory_bytes = 8192, .passes = 1}),
      vault_(tokens::SigningKey::Generate()),
      identity_context_{world_.database(), clock_, ids, passwords_, hasher_, vault_} {
  Serve();
  MakeUnits();
  MakeKey();
  CopyTree();
}

Country::~Country() { server_->Shutdown(); }

access::Caller Country::Operator() { return {.subject = "operator", .user = "operator", .all = true}; }

access::Caller Country::Member(const std::string& unit_id, access::Roles roles) {
  return {.subject = "user:1", .user = "lan", .unit_id = unit_id, .memberships = {{unit_id, roles}}};
}

void Country::MakeUnits() {
  using organization::v1::Unit;
  using Stub = organization::v1::OrganizationService::Stub;
  Import("2024", kUnits, "");
  const auto head = [&](const std::string& code) {
    organization::v1::GetUnitRequest get;
    get.set_code_list("2024");
    get.set_territory_code(code);
    return Must<Unit>(*organization, &Stub::GetUnit, get);
  };
  const Unit commune = head("91101");
  own = commune.id();
  government = commune.superior_ids(2);
  above = head("911").id();
  sibling = head("91102").id();
  issuer = head("921").id();
  above_issuer = head("92").id();
  lead = head("931").id();
  coordinator = head("932").id();
  recipient = head("933").id();
  stranger = head("934").id();
  helper = head("93401").id();
  for (const char* code : {"91101", "91102", "91103", "92101", "93401"}) communes.push_back(head(code).id());
  organization::v1::CreateUnitRequest create;
  create.set_request_id(NewId());
  create.mutable_unit()->set_name("Phòng Văn hóa xã Đông A");
  create.mutable_unit()->set_kind("PHONG_VH");
  create.mutable_unit()->set_superior_id(own);
  below = Must<Unit>(*organization, &Stub::CreateUnit, create).id();
  organization::v1::SetContactsRequest contacts;
  contacts.set_request_id(NewId());
  contacts.set_unit_id(own);
  contacts.add_emails("vp@donga.example.vn");
  Must<Unit>(*organization, &Stub::SetContacts, contacts);
}

void Country::MakeKey() {
  organization::v1::RotateSigningKeyRequest request;
  request.set_request_id(NewId());
  Must<organization::v1::SigningKey>(*identities, &organization::v1::IdentityService::Stub::RotateSigningKey, request);
}

void Country::CopyTree() {
  std::vector<organization::v1::UnitsChanged> units;
  std::vector<organization::v1::SuccessionPlanned> plans;
  std::vector<organization::v1::SuccessionEnacted> enacted;
  const auto keep = [](const messaging::Fact& fact, auto& of_type) {
    using Message = typename std::decay_t<decltype(of_type)>::value_type;
    if (fact.type == messaging::Type<Message>()) of_type.push_back(messaging::Decode<Message>(fact).value());
  };
  for (const messaging::Fact& fact : world_.DrainOutbox()) {
    keep(fact, units);
    keep(fact, plans);
    keep(fact, enacted);
  }
  for (Copy* copy : {&directive_, &assignment_, &indicator_, &notification_}) {
    const absl::Status taken = copy->database.Run([&](pg::Transaction& tx) -> absl::Status {
      DONDOC_RETURN_IF_ERROR(organization::replica::Apply(tx, units));
      DONDOC_RETURN_IF_ERROR(organization::replica::ApplyPlans(tx, plans));
      for (const organization::v1::SuccessionEnacted& one : enacted) {
        DONDOC_RETURN_IF_ERROR(organization::replica::ApplyEnacted(tx, one, clock_.Now()));
      }
      return absl::OkStatus();
    });
    if (!taken.ok()) Fail(taken);
    if (const absl::Status read = copy->tree.Refresh(); !read.ok()) Fail(read);
    if (const absl::Status read = copy->covers.Refresh(); !read.ok()) Fail(read);
  }
}

std::string Country::PretendEnded(const std::string& unit_id) {
  organization::v1::SuccessionPlanned plan;
  plan.set_succession_id(ids.NewId());
  plan.set_decision_number("3/NQ-HĐND");
  plan.set_effective_on("2024-06-01");
  plan.set_version(1);
  plan.set_part(1);
  plan.set_parts(1);
  plan.add_edges()->set_from_unit_id(unit_id);
  organization::v1::SuccessionEnacted enacted;
  enacted.set_succession_id(plan.succession_id());
  enacted.set_version(1);
  const absl::Status status = assignment_.database.Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(organization::replica::ApplyPlans(tx, {&plan, 1}));
    return organization::replica::ApplyEnacted(tx, enacted, clock_.Now());
  });
  if (!status.ok()) Fail(status);
  return plan.succession_id();
}

std::string Country::NewAssignment(const std::string& unit_id, const std::string& issuer_id) {
  directive::v1::DirectiveIssued issued;
  issued.set_directive_id(NewId());
  issued.set_number(NewNumber());
  issued.set_type("KE_HOACH");
  issued.set_issuer_unit_id(issuer_id);
  issued.set_issued_on("2026-11-20");
  issued.set_level(common::v1::COMMUNE);
  directive::v1::IssuedTask& task = *issued.add_tasks();
  task.set_task_id(NewId());
  task.set_text("Rà soát số liệu");
  task.set_role("COORDINATE");
  task.set_binding(true);
  task.set_due_on("2026-12-20");
  task.add_addressees()->set_unit_id(unit_id);
  task.add_coordinators("Ủy ban nhân dân huyện Nam Hai");
  task.add_coordinator_unit_ids(coordinator);
  task.add_coordinators("Ủy ban nhân dân các xã");
  organization::v1::Addressee& helpers = *task.add_coordinator_groups();
  helpers.set_name("Ủy ban nhân dân các xã");
  helpers.mutable_group()->set_within_unit_id(stranger);
  helpers.mutable_group()->set_level(common::v1::COMMUNE);
  helpers.mutable_group()->add_kinds("UBND");
  task.add_lead_unit_ids(lead);
  messaging::Fact fact;
  fact.id = NewId();
  fact.type = issued.GetTypeName();
  fact.time = clock_.Now();
  fact.source = "directive";
  fact.payload = issued.SerializeAsString();
  const absl::Status taken = assignment_.database.Run([&](pg::Transaction& tx) {
    return assignment::OnDirectiveIssued(assignment_context_)(tx, {&fact, 1});
  });
  if (!taken.ok()) Fail(taken);
  assignment::v1::ListAssignmentsRequest list;
  list.set_directive_id(issued.directive_id());
  const auto made = Must<assignment::v1::ListAssignmentsResponse>(
      *assignments, &assignment::v1::AssignmentService::Stub::ListAssignments, list);
  const std::string id = made.assignments(0).assignment_id();
  const absl::Status known = notification_.database.Run([&](pg::Transaction& tx) {
    return notification::ApplyFacts(
        tx, std::vector<notification::AssignmentCreatedFact>{{.assignment_id = id,
                                                              .directive_id = issued.directive_id(),
                                                              .directive_number = issued.number(),
                                                              .unit_id = unit_id,
                                                              .issuer_unit_id = issuer_id,
                                                              .text = task.text(),
                                                              .due_on = ParseDay("2026-12-20"),
                                                              .binding = true,
                                                              .version = 1,
                                                              .day = *ParseDay("2026-11-20")}});
  });
  if (!known.ok()) Fail(known);
  return id;
}

std::string Country::NewNumber() { return fmt::format("{}/KH-UBND", ++numbers_); }

directive::v1::IngestDirectiveRequest Country::DraftOf(const std::string& number,
                                                       const directive::v1::Directive* rests_on) {
  directive::v1::IngestDirectiveRequest request;
  request.set_request_id(NewId());
  request.set_file_name("kế hoạch.txt");
  std::string text = directive::testing::PlanText("Số: " + number, "Tây Một, ngày 14 tháng 02 năm 2025",
                                                  fmt::format("Kế hoạch kiểm tra quyền, bản {}", ++numbers_));
  if (rests_on != nullptr) {
    constexpr std::string_view kBasis = "Kế hoạch số 43/KH-UBND ngày 05/01/2025 của Ủy ban nhân dân tỉnh Nam Sơn";
    text.replace(text.find(kBasis), kBasis.size(),
                 fmt::format("Kế hoạch số {} ngày 14/02/2025 của {}", rests_on->number(), rests_on->issuer()));
  }
  request.set_file(text);
  request.set_issuer_unit_id(issuer);
  return request;
}

directive::v1::Directive Country::NewDraft(std::string number, const directive::v1::Directive* rests_on) {
  const access::Caller before = std::exchange(caller, Member(own, access::Roles(access::kAllRoles)));
  auto answer =
      Call<directive::v1::IngestDirectiveResponse>(*directives, &directive::v1::DirectiveService::Stub::IngestDirective,
                                                   DraftOf(number.empty() ? NewNumber() : std::move(number), rests_on));
  caller = before;
  if (!answer.ok()) Fail(answer.status());
  return answer->directive();
}

directive::v1::Directive Country::Issue(const directive::v1::Directive& draft) {
  directive::v1::IssueDirectiveRequest request;
  request.set_request_id(NewId());
  request.set_directive_id(draft.id());
  request.set_etag(draft.etag());
  return Must<directive::v1::Directive>(*directives, &directive::v1::DirectiveService::Stub::IssueDirective, request);
}

void Country::Record(const std::string& unit_id, const std::string& object_id) {
  const audit::Act act{.caller = {.subject = "user:1", .name = "lan", .unit_id = unit_id},
                       .method = "AcceptAssignment",
                       .at = clock_.Now(),
                       .object = {"assignment", object_id}};
  const absl::Status recorded = assignment_.database.Run([&](pg::Transaction& tx) { return audit::Append(tx, act); });
  if (!recorded.ok()) Fail(recorded);
}

std::int64_t Country::Recorded(const std::string& rpc) {
  std::int64_t records = 0;
  for (pg::Database* database : {&world_.database(), &directive_.database, &assignment_.database, &indicator_.database,
                                 &notification_.database}) {
    const absl::Status counted = database->Run([&](pg::Transaction& tx) -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(
          const pg::Result rows,
          tx.Execute(pg::Statement{"test.recorded",
                                   "SELECT count(*) AS records FROM audit_record WHERE $1::text IN (method, '')"},
                     rpc));
      records += rows[0].Get<std::int64_t>("records");
      return absl::OkStatus();
    });
    if (!counted.ok()) Fail(counted);
  }
  return records;
}

Country::Act Country::LastAct(const std::string& rpc) {
  Act act;
  for (pg::Database* database : {&world_.database(), &directive_.database, &assignment_.database, &indicator_.database,
                                 &notification_.database}) {
    const absl::Status read = database->Run([&](pg::Transaction& tx) -> absl::Status {
      DONDOC_ASSIGN_OR_RETURN(
          const pg::Result rows,
          tx.Execute(pg::Statement{"test.last_act",
                                   "SELECT object_type, object_id, object_unit_id, before, after FROM audit_record "
                                   "WHERE method = $1 ORDER BY seq DESC LIMIT 1"},
                     rpc));
      for (const pg::Row row : rows) {
        act = {.object_type = row.Get<std::string>("object_type"),
               .object_id = row.Get<std::string>("object_id"),
               .object_unit_id = row.Get<std::string>("object_unit_id"),
               .before = row.Get<std::string>("before"),
               .after = row.Get<std::string>("after")};
      }
      return absl::OkStatus();
    });
    if (!read.ok()) Fail(read);
  }
  return act;
}

}  // namespace dondoc::access_test
