#include "services/notification/mail/smtp_client.h"

#include <curl/curl.h>
#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <mutex>
#include <utility>

#include "common/text/utf8.h"

namespace dondoc::notification {
namespace {

constexpr std::size_t kLongestAnswer = 500;

// One mail under way, as the callbacks see it. libcurl is C: nothing thrown may pass through it, so before_end must not
// throw.
struct Transfer {
  std::string_view rest;
  const std::function<bool()>* before_end = nullptr;
  bool ended = false;  // the end of the message was handed out
  bool abandoned = false;
  std::string command;    // the last command sent but QUIT: "RCPT", "DATA"
  bool leaving = false;   // QUIT was sent: what is answered to it says nothing of the mail
  std::string last_line;  // of the server
};

std::size_t GiveText(char* buffer, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::size_t bytes = std::min(size * count, transfer.rest.size());
  if (bytes > 0) {
    std::memcpy(buffer, transfer.rest.data(), bytes);
    transfer.rest.remove_prefix(bytes);
    return bytes;
  }
  if (transfer.ended) return 0;
  if (!(*transfer.before_end)()) {
    transfer.abandoned = true;
    return CURL_READFUNC_ABORT;
  }
  transfer.ended = true;
  return 0;
}

std::string_view FirstLine(const char* text, std::size_t bytes) {
  const std::string_view all(text, bytes);
  return all.substr(0, all.find_first_of("\r\n"));
}

std::size_t TakeAnswer(char* line, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.leaving) transfer.last_line = FirstLine(line, size * count);
  return size * count;
}

int WatchCommands(CURL*, curl_infotype type, char* data, std::size_t bytes, void* user) {
  // Only the verb is kept: AUTH is followed by credentials.
  if (type == CURLINFO_HEADER_OUT) {
    auto& transfer = *static_cast<Transfer*>(user);
    const std::string_view line = FirstLine(data, bytes);
    const std::string_view verb = line.substr(0, line.find(' '));
    transfer.leaving = verb == "QUIT";
    if (!transfer.leaving) transfer.command = verb;
  }
  return 0;
}

void InitializeLibrary() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

// Whether a 5xx to this command is about the mail, and not about the connection.
bool IsAboutTheMail(std::string_view command) { return command == "MAIL" || command == "RCPT" || command == "DATA"; }

AttemptResult ResultOf(CURLcode code, long answer, const Transfer& transfer) {
  if (code == CURLE_OK) return AttemptResult::kAccepted;
  if (answer >= 500 && IsAboutTheMail(transfer.command)) return AttemptResult::kRefused;
  if (answer >= 400) return AttemptResult::kRefusedForNow;
  return transfer.ended ? AttemptResult::kUnknown : AttemptResult::kRefusedForNow;
}

}  // namespace

struct SmtpClient::State {
  explicit State(SmtpOptions given) : options(std::move(given)), curl(curl_easy_init()) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() { curl_easy_cleanup(curl); }

  void SetUp(Transfer& transfer, const std::string& from, const curl_slist* recipients) const;

  const SmtpOptions options;
  CURL* const curl;
};

void SmtpClient::State::SetUp(Transfer& transfer, const std::string& from, const curl_slist* recipients) const {
  curl_easy_reset(curl);  // options only; the connection stays
  curl_easy_setopt(curl, CURLOPT_URL, options.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  if (!options.socket.empty()) curl_easy_setopt(curl, CURLOPT_UNIX_SOCKET_PATH, options.socket.c_str());
  // Between processes of one machine there is nothing to encrypt, and no name to check a certificate by.
  const long tls = options.require_tls ? CURLUSESSL_ALL : options.socket.empty() ? CURLUSESSL_TRY : CURLUSESSL_NONE;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, tls);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(options.timeout.count()));
  curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT,
                   std::max(1L, static_cast<long>(options.timeout.count() / 2000)));
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, fmt::format("<{}>", from).c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &GiveText);
  curl_easy_setopt(curl, CURLOPT_READDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &TakeAnswer);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &WatchCommands);
  curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);  // to the function above, and nowhere else
}

SmtpClient::SmtpClient(SmtpOptions options) {
  InitializeLibrary();
  state_ = std::make_unique<State>(std::move(options));
}

SmtpClient::~SmtpClient() = default;

SmtpOutcome SmtpClient::Send(const std::string& from, const std::string& to, std::string_view mail,
                             const std::function<bool()>& before_end) {
  Transfer transfer{.rest = mail, .before_end = &before_end};
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
      curl_slist_append(nullptr, fmt::format("<{}>", to).c_str()), &curl_slist_free_all);
  state_->SetUp(transfer, from, recipients.get());
  const CURLcode code = curl_easy_perform(state_->curl);
  long answer = 0;
  curl_easy_getinfo(state_->curl, CURLINFO_RESPONSE_CODE, &answer);
  SmtpOutcome outcome{.result = ResultOf(code, answer, transfer), .abandoned = transfer.abandoned};
  outcome.answer = code == CURLE_OK || answer >= 400 ? transfer.last_line : curl_easy_strerror(code);
  outcome.answer = TruncateUtf8(outcome.answer, kLongestAnswer);
  return outcome;
}

}  // namespace dondoc::notification
