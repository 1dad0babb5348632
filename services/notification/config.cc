#include "services/notification/config.h"

namespace dondoc::notification {

void Config::Read(config::Reader& reader) {
  reader.Text("SMTP_URL", &smtp_url, "mail server: smtp:// or smtps://, credentials as user:password@");
  reader.Text("SMTP_SOCKET", &smtp_socket, "Unix socket of the mail server; then the host in SMTP_URL is only a name");
  reader.Text("MAIL_FROM", &mail_from, "address that mail comes from; its domain is that of the Message-ID").Required();
  reader.Flag("SMTP_REQUIRE_TLS", &smtp_require_tls, "no mail without TLS; otherwise TLS where the server offers it");
  reader.Millis("SMTP_CONNECT_TIMEOUT", &smtp_connect_timeout, "to reach the mail server");
  reader.Millis("SMTP_TIMEOUT", &smtp_timeout, "for one mail; a claim on four of them holds four times as long");
  reader.Millis("MAIL_UNKNOWN_DELAY", &mail_unknown_delay, "before mail that may have been sent is sent once more");
  reader.Count("MAIL_SENDERS", &mail_senders, 1, 32, "mails on their way at once");
}

}  // namespace dondoc::notification
