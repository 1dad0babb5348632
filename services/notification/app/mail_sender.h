// Hands deliveries to the mail server: claim, send, record, each in a transaction of its own and none while the server
// is spoken to.
//
// A claim holds for a lease by the database's clock and has a number; right before the end of a message it is noted
// that the server may now have it, and where the claim is no longer ours the message is given up. So a sender that was
// away for too long never sends what another one has taken over, and of a sender that was killed it is known which
// mails were certainly not sent. What remains between the final dot and the server's answer is UNKNOWN; its policy is
// in domain/delivery.h.
//
// Time is the computer's: a development clock moves reminders, not mail servers.
//
// Not thread-safe: one sender a thread.
#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "common/time/clock.h"
#include "services/notification/domain/delivery.h"
#include "services/notification/mail/smtp_client.h"
#include "services/notification/storage/delivery_storage.h"

namespace dondoc::notification {

struct MailSenderOptions {
  std::string name;  // of this sender among all; after a restart it takes its own claims back at once
  std::string from;  // address
  std::string from_name = "Đôn Đốc";
  SmtpOptions smtp;
  DeliveryPolicy policy;
  int batch = 4;  // claimed together; the lease is long enough for all of them
  // For tests: where it says true the sender leaves everything as a kill -9 at that point would. Points: "claimed",
  // "before_end", "handed_over", "answered".
  std::function<bool(std::string_view point)> dies_at;
};

class MailSender {
 public:
  MailSender(MailSenderOptions options, pg::Database& database, const Clock& clock);

  // Tries a batch; returns how many. 0: nothing to send for now.
  absl::StatusOr<int> Step();

  // Judges claims whose lease is over; `own`: and those of this sender's name, left by its life before. Returns how
  // many.
  absl::StatusOr<int> TakeBackLost(bool own);

  // Steps until asked to stop.
  void Run(const std::stop_token& stop);

 private:
  absl::Status Send(const ClaimedDelivery& claimed);
  bool NoteHandOver(const ClaimedDelivery& claimed);
  bool DiesAt(std::string_view point);
  std::chrono::milliseconds Lease() const;

  const MailSenderOptions options_;
  pg::Database& database_;
  const Clock& clock_;
  SmtpClient client_;
  bool dead_ = false;  // in tests
};

}  // namespace dondoc::notification
