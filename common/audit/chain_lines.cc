#include "common/audit/chain_lines.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "common/audit/sql.h"
#include "common/status/status.h"

namespace dondoc::audit {
namespace {

constexpr std::string_view kFormat = "dondoc-audit-export";
constexpr int kVersion = 2;

// The columns of one line, in turn. Once something was wrong, ok() is false and the rest is empty.
class Columns {
 public:
  explicit Columns(std::string_view line) : rest_(line) {}

  std::string_view Raw() {
    if (done_) {
      ok_ = false;
      return {};
    }
    const std::size_t end = rest_.find('\t');
    const std::string_view column = rest_.substr(0, end);
    done_ = end == std::string_view::npos;
    rest_ = done_ ? std::string_view() : rest_.substr(end + 1);
    return column;
  }

  std::string Text() { return Unescape(Raw()); }

  std::int64_t Number() {
    const std::string_view column = Raw();
    std::int64_t number = 0;
    const auto read = std::from_chars(column.data(), column.data() + column.size(), number);
    ok_ = ok_ && read.ec == std::errc() && read.ptr == column.data() + column.size();
    return number;
  }

  TimePoint Moment() { return TimePoint(std::chrono::microseconds(Number())); }

  bool Bool() {
    const std::string_view column = Raw();
    ok_ = ok_ && (column == "t" || column == "f");
    return column == "t";
  }

  Hash HexHash() {
    const std::optional<Hash> hash = HashFromHex(Raw());
    ok_ = ok_ && hash.has_value();
    return hash.value_or(Hash{});
  }

  std::string HexBytes() {
    const std::optional<std::string> bytes = FromHex(Raw());
    ok_ = ok_ && bytes.has_value();
    return bytes.value_or("");
  }

  bool NextIsNull() const { return !done_ && rest_.starts_with("\\N") && (rest_.size() == 2 || rest_[2] == '\t'); }
  bool all_read() const { return ok_ && done_; }

 private:
  std::string Unescape(std::string_view column) {
    if (column.find('\\') == std::string_view::npos) return std::string(column);
    constexpr std::string_view kLetters = "bfnrtv";
    constexpr std::string_view kMeant = "\b\f\n\r\t\v";
    std::string text;
    text.reserve(column.size());
    for (std::size_t i = 0; i < column.size(); ++i) {
      if (column[i] != '\\') {
        text += column[i];
        continue;
      }
      if (++i == column.size()) {
        ok_ = false;
        break;
      }
      const std::size_t letter = kLetters.find(column[i]);
      text += letter == std::string_view::npos ? column[i] : kMeant[letter];
    }
    return text;
  }

  std::string_view rest_;
  bool done_ = false;
  bool ok_ = true;
};

Record ReadRecord(std::int64_t seq, int version, Columns& columns) {
  Record record;
  record.seq = seq;
  record.at = columns.Moment();
  record.recorded_at = columns.Moment();
  for (std::string* text :
       {&record.subject, &record.name, &record.unit_id, &record.method, &record.object_type, &record.object_id,
        &record.before, &record.after, &record.request_id, &record.address, &record.trace}) {
    *text = columns.Text();
  }
  if (version >= 2) record.object_unit_id = columns.Text();
  return record;
}

SealedRecord ReadSeal(int version, Columns& columns) {
  SealedRecord sealed;
  sealed.number = columns.Number();
  sealed.seq = columns.Number();
  sealed.digest = columns.HexHash();
  sealed.hash = columns.HexHash();
  if (!columns.NextIsNull()) {
    sealed.record = ReadRecord(sealed.seq, version, columns);
  } else {
    for (int column = version >= 2 ? 0 : 1; column < 14; ++column) columns.Raw();
  }
  return sealed;
}

UnsealedRecord ReadUnsealed(Columns& columns) {
  UnsealedRecord unsealed;
  unsealed.seq = columns.Number();
  unsealed.queued = columns.Bool();
  unsealed.present = columns.Bool();
  unsealed.age = std::chrono::seconds(columns.Number());
  unsealed.what = columns.Text();
  const std::string type = columns.Text();
  unsealed.what += fmt::format(" of {} {}", type, columns.Text());
  return unsealed;
}

}  // namespace

absl::Status ReadChain(pg::Connection& connection, std::string_view service, std::string_view cell, TimePoint now,
                       const LineSink& sink) {
  std::int64_t seals = 0;
  std::int64_t unsealed = 0;
  const auto copy = [&](const pg::Statement& statement, std::int64_t* count) {
    return connection.CopyOut(statement, [&](std::string_view line) {
      if (count != nullptr) ++*count;
      return sink(line);
    });
  };
  const auto read = [&]() -> absl::Status {
    DONDOC_RETURN_IF_ERROR(
        sink(fmt::format("H\t{}\t{}\t{}\t{}\t{}", kFormat, kVersion, service, cell, FormatTime(now))));
    DONDOC_RETURN_IF_ERROR(copy(sql::kCopyCheckpoints, nullptr));
    DONDOC_RETURN_IF_ERROR(copy(sql::kCopyEnd, nullptr));
    DONDOC_RETURN_IF_ERROR(copy(sql::kCopySeals, &seals));
    DONDOC_RETURN_IF_ERROR(copy(sql::kCopyUnsealed, &unsealed));
    return sink(fmt::format("E\t{}\t{}", seals, unsealed));
  };
  DONDOC_RETURN_IF_ERROR(connection.ExecuteScript("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
  const absl::Status status = read();
  connection.ExecuteScript("ROLLBACK").IgnoreError();
  return status;
}

absl::Status LineReader::Take(std::string_view line) {
  ++lines_;
  const absl::Status status = Parse(line);
  return status.ok() ? status : WithMetadata(status, "line", std::to_string(lines_));
}

absl::Status LineReader::Parse(std::string_view line) {
  const absl::Status damaged = Error(absl::StatusCode::kInvalidArgument, "AUDIT_EXPORT_DAMAGED",
                                     fmt::format("line {} is not one of an export of the audit", lines_));
  Columns columns(line);
  const std::string_view kind = columns.Raw();
  if ((kind == "H") != (lines_ == 1) || ended_) return damaged;
  if (kind == "H") {
    const bool is_export = columns.Raw() == kFormat;
    version_ = static_cast<int>(columns.Number());
    const bool known = is_export && version_ >= 1 && version_ <= kVersion;
    options_.service = columns.Text();
    options_.cell = columns.Text();
    columns.Raw();
    if (!known || !columns.all_read()) return damaged;
    verifier_.emplace(options_);
    return absl::OkStatus();
  }
  if (kind == "C") {
    Checkpoint checkpoint{.service = options_.service, .cell = options_.cell};
    checkpoint.number = columns.Number();
    checkpoint.hash = columns.HexHash();
    checkpoint.made_at = columns.Moment();
    checkpoint.key_id = columns.Text();
    checkpoint.signature = columns.HexBytes();
    if (!columns.all_read()) return damaged;
    verifier_->TakeCheckpoint(checkpoint);
  } else if (kind == "T") {
    const std::int64_t number = columns.Number();
    const Hash hash = columns.HexHash();
    if (!columns.all_read()) return damaged;
    verifier_->TakeEnd(number, hash);
  } else if (kind == "S") {
    SealedRecord sealed = ReadSeal(version_, columns);
    if (!columns.all_read()) return damaged;
    ++seals_;
    verifier_->TakeSeal(std::move(sealed));
  } else if (kind == "U") {
    const UnsealedRecord unsealed = ReadUnsealed(columns);
    if (!columns.all_read()) return damaged;
    ++unsealed_;
    verifier_->TakeUnsealed(unsealed);
  } else if (kind == "E") {
    const bool whole = columns.Number() == seals_ && columns.Number() == unsealed_;
    if (!whole || !columns.all_read()) return damaged;
    ended_ = true;
  } else {
    return damaged;
  }
  return absl::OkStatus();
}

absl::StatusOr<Report> LineReader::Finish() {
  if (!ended_) {
    return Error(absl::StatusCode::kInvalidArgument, "AUDIT_EXPORT_DAMAGED",
                 fmt::format("the export ends after line {}, before its end", lines_));
  }
  return verifier_->Finish();
}

}  // namespace dondoc::audit
