// dondoc-notification: reminds units of what is due, in their inbox and by mail.
#include <fmt/core.h>

#include <string>
#include <vector>

#include "common/audit/audit.h"
#include "common/audit/rpc/audit_service.h"
#include "common/idempotency/idempotency.h"
#include "common/messaging/fact.h"
#include "common/messaging/outbox.h"
#include "common/rpc/explain/access_service.h"
#include "common/service/service.h"
#include "common/status/status.h"
#include "dondoc/assignment/v1/assignment_events.pb.h"
#include "services/notification/app/context.h"
#include "services/notification/app/mail_sender.h"
#include "services/notification/app/send_due_reminders.h"
#include "services/notification/config.h"
#include "services/notification/events/assignment_facts.h"
#include "services/notification/mail/mime.h"
#include "services/notification/migrations.h"
#include "services/notification/rpc/explain_access.h"
#include "services/notification/rpc/notification_service.h"
#include "services/organization/replica/keep_copy.h"
#include "services/organization/replica/know_tree.h"
#include "services/organization/replica/replica.h"

namespace dondoc::notification {
namespace {

// The mail senders are told the computer's time: a development clock moves no mail server.
void StartSenders(service::Runtime& runtime, const Config& config) {
  const auto& real_clock = runtime.Own<SystemClock>();
  for (int number = 1; number <= config.mail_senders; ++number) {
    auto& sender =
        runtime.Own<MailSender>(MailSenderOptions{.name = fmt::format("{}.{}", runtime.config().replica, number),
                                                  .from = config.mail_from,
                                                  .smtp = {.url = config.smtp_url,
                                                           .socket = config.smtp_socket,
                                                           .require_tls = config.smtp_require_tls,
                                                           .connect_timeout = config.smtp_connect_timeout,
                                                           .timeout = config.smtp_timeout},
                                                  .policy = {.unknown_delay = config.mail_unknown_delay},
                                                  .dies_at = {}},
                                runtime.database(), real_clock);
    runtime.Loop(fmt::format("mail.{}", number), [&sender](const std::stop_token& stop) { sender.Run(stop); });
  }
}

absl::Status Start(service::Runtime& runtime, const Config& config) {
  if (const absl::Status status = CheckAddress(config.mail_from); !status.ok())
    return WithMetadata(status, "field", "DONDOC_MAIL_FROM");
  const auto& context = runtime.Own<Context>(Context{runtime.database(), runtime.clock(), runtime.ids(),
                                                     /*lives_through=*/!runtime.config().development_clock.empty()});
  auto& tree = runtime.Own<organization::replica::TreeCache>(runtime.database());
  organization::replica::KeepCopy(runtime, [&tree] { return tree.Refresh(); });
  runtime.Loop("tree", [&tree](const std::stop_token& stop) { tree.Follow(stop); });
  const auto& environment =
      runtime.Own<rpc::Environment>(organization::replica::KnowTree(runtime.rpc(), tree, runtime.clock()));
  runtime.Serve(runtime.Own<NotificationServiceImpl>(context, environment));
  runtime.Serve(runtime.Own<audit::AuditServiceImpl>("notification", runtime.database(), runtime.clock(), environment));
  runtime.Serve(runtime.Own<rpc::AccessServiceImpl>(environment, ContractsOf(context)));
  runtime.Subscribe("assignment", messaging::Type<assignment::v1::AssignmentsCreated>(), OnAssignmentsCreated);
  runtime.Subscribe("assignment", messaging::Type<assignment::v1::AssignmentChanged>(), OnAssignmentChanged);
  runtime.Subscribe("assignment", messaging::Type<assignment::v1::AssignmentsTransferred>(), OnAssignmentsTransferred);
  runtime.Subscribe("assignment", messaging::Type<assignment::v1::AssignmentsRestored>(), OnAssignmentsRestored);
  runtime.Loop("reminders", [&context](const std::stop_token& stop) { RunReminders(context, stop); });
  StartSenders(runtime, config);
  return absl::OkStatus();
}

}  // namespace
}  // namespace dondoc::notification

int main(int argc, char** argv) {
  using namespace dondoc;  // NOLINT(google-build-using-namespace): a list of names of the whole project
  notification::Config config;
  return service::Run(argc, argv,
                      {.name = "notification",
                       .migrations = {messaging::Migrations(), idempotency::Migrations(), audit::Migrations(),
                                      organization::replica::Migrations(),
                                      pg::MigrationSet::Of("notification", notification::migrations::kFiles)},
                       .subscribers = {},
                       .configure = [&](config::Reader& reader) { config.Read(reader); },
                       .start = [&](service::Runtime& runtime) { return notification::Start(runtime, config); }});
}
