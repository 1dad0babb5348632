#include "services/notification/app/mail_sender.h"

#include <random>
#include <utility>
#include <vector>

#include "common/log/log.h"
#include "common/status/status.h"
#include "services/notification/app/step_loop.h"
#include "services/notification/mail/mime.h"

namespace dondoc::notification {
namespace {

constexpr std::chrono::milliseconds kLookAgain{1000};
constexpr std::chrono::milliseconds kMargin{5000};
constexpr int kLostBatch = 500;

double Jitter() {
  thread_local std::minstd_rand random{std::random_device{}()};
  return std::uniform_real_distribution<double>(0, 1)(random);
}

}  // namespace

MailSender::MailSender(MailSenderOptions options, pg::Database& database, const Clock& clock)
    : options_(std::move(options)), database_(database), clock_(clock), client_(options_.smtp) {}

std::chrono::milliseconds MailSender::Lease() const { return options_.batch * options_.smtp.timeout + kMargin; }

bool MailSender::DiesAt(std::string_view point) {
  dead_ = dead_ || (options_.dies_at && options_.dies_at(point));
  return dead_;
}

absl::StatusOr<int> MailSender::Step() {
  DONDOC_ASSIGN_OR_RETURN(const std::vector<ClaimedDelivery> claimed, database_.Run([&](pg::Transaction& tx) {
    return ClaimDeliveries(tx, clock_.Now(), options_.name, Lease(), options_.batch);
  }));
  for (const ClaimedDelivery& one : claimed) DONDOC_RETURN_IF_ERROR(Send(one));
  return static_cast<int>(claimed.size());
}

bool MailSender::NoteHandOver(const ClaimedDelivery& claimed) {
  if (DiesAt("before_end")) return false;
  const absl::StatusOr<bool> ours = database_.Run(
      [&](pg::Transaction& tx) { return HandOver(tx, claimed.delivery_id, claimed.attempts, options_.name); });
  return ours.ok() && *ours && !DiesAt("handed_over");
}

absl::Status MailSender::Send(const ClaimedDelivery& claimed) {
  const absl::Status died = Internal("the sender died, as the test wanted");
  if (DiesAt("claimed")) return died;
  SmtpOutcome outcome;
  const absl::StatusOr<std::string> mail = Render({.id = claimed.delivery_id,
                                                   .date = claimed.made_at,
                                                   .from = options_.from,
                                                   .from_name = options_.from_name,
                                                   .to = claimed.address,
                                                   .subject = claimed.text.subject,
                                                   .body = claimed.text.body});
  if (mail.ok()) {
    outcome = client_.Send(options_.from, claimed.address, *mail, [&] { return NoteHandOver(claimed); });
  } else {
    outcome = {.result = AttemptResult::kRefused,
               .answer = Reason(mail.status()) + ": " + std::string(mail.status().message())};
  }
  if (dead_ || DiesAt("answered")) return died;
  const TimePoint now = clock_.Now();
  const Verdict verdict =
      Judge(options_.policy, outcome.result, claimed.attempts, claimed.doubts, claimed.first_attempt_at, now, Jitter());
  if (verdict.state != DeliveryState::kSent) {
    // Not the answer: servers quote addresses in it. It is in the delivery's row.
    log::Warning("mail was not taken",
                 {{"delivery", claimed.delivery_id}, {"state", NameOf(verdict.state)}, {"attempts", claimed.attempts}});
  }
  return database_
      .Run([&](pg::Transaction& tx) {
        return RecordDeliveries(tx, {{claimed.delivery_id, claimed.attempts, verdict, outcome.answer}}, now);
      })
      .status();
}

absl::StatusOr<int> MailSender::TakeBackLost(bool own) {
  const TimePoint now = clock_.Now();
  const std::optional<std::string> name = own ? std::optional(options_.name) : std::nullopt;
  return database_.Run([&](pg::Transaction& tx) -> absl::StatusOr<int> {
    DONDOC_ASSIGN_OR_RETURN(const std::vector<LostClaim> lost, LockLostClaims(tx, name, kLostBatch));
    if (lost.empty()) return 0;
    std::vector<DeliveryRecord> records;
    for (const LostClaim& claim : lost) {
      records.push_back(
          {.delivery_id = claim.delivery_id,
           .attempts = claim.attempts,
           .verdict = JudgeLost(options_.policy, claim.handed_over, claim.attempts, claim.doubts, now, Jitter()),
           .answer = claim.handed_over ? "handed over by a sender that died" : "not sent: the sender died"});
    }
    DONDOC_RETURN_IF_ERROR(RecordDeliveries(tx, records, now).status());
    return static_cast<int>(lost.size());
  });
}

void MailSender::Run(const std::stop_token& stop) {
  bool started = false;
  RunSteps(stop, "mail", kLookAgain, [&]() -> absl::StatusOr<bool> {
    DONDOC_RETURN_IF_ERROR(TakeBackLost(!started).status());
    started = true;
    DONDOC_ASSIGN_OR_RETURN(const int tried, Step());
    return tried > 0;
  });
}

}  // namespace dondoc::notification
