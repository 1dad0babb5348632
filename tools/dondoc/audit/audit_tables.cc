#include "tools/dondoc/audit/audit_tables.h"

#include <fmt/core.h>

#include "common/text/utf8.h"
#include "common/time/timestamp.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {
namespace {

// Of what changed, in a table.
constexpr std::size_t kLongestChange = 160;

std::string InShort(const std::string& json) {
  const std::string_view cut = TruncateUtf8(json, kLongestChange);
  return cut.size() == json.size() ? json : fmt::format("{}…", cut);
}

std::string Change(const common::v1::AuditRecord& record) {
  if (record.before().empty()) return InShort(record.after());
  return fmt::format("{} → {}", InShort(record.before()), record.after().empty() ? "–" : InShort(record.after()));
}

// How far one may rely on it that nothing is missing.
std::string VouchedText(const v1::VerifiedChain& chain) {
  const std::string behind =
      chain.not_vouched() == 0 ? "nothing stands behind it"
                               : fmt::format("{} behind it are not: who owns the database could cut them off unnoticed",
                                             chain.not_vouched());
  if (chain.vouched_to() == 0) {
    return chain.not_vouched() == 0 ? "there are no records"
                                    : fmt::format("no record is vouched for, of {}", chain.not_vouched());
  }
  const TimePoint until = ToTimePoint(chain.vouched_until()).value_or(TimePoint());
  return fmt::format("vouched for to record {} of {} by a checkpoint {}; {}", chain.vouched_to(), FormatTime(until),
                     chain.vouched_outside() ? "outside of the database" : "in the database alone", behind);
}

}  // namespace

v1::VerifiedChain ToProto(const std::string& service, const std::string& cell, const audit::Report& report) {
  v1::VerifiedChain chain;
  chain.set_service(service);
  chain.set_cell(cell);
  chain.set_records(report.records);
  chain.set_waiting(report.waiting);
  chain.set_checkpoints(report.checkpoints);
  chain.set_signed_to(report.vouched.number);
  chain.set_vouched_outside(report.outside.number > 0);
  const audit::Vouched& vouched = chain.vouched_outside() ? report.outside : report.vouched;
  chain.set_vouched_to(vouched.number);
  chain.set_not_vouched(report.records + report.waiting - vouched.number);
  if (vouched.number > 0) {
    *chain.mutable_vouched_until() = ToTimestamp(vouched.until);
  }
  for (const audit::Finding& finding : report.findings) {
    v1::VerifiedChain::Finding& found = *chain.add_findings();
    found.set_fault(std::string(NameOf(finding.fault)));
    found.set_number(finding.number);
    found.set_seq(finding.seq);
    found.set_words(finding.words);
  }
  for (const std::string& note : report.notes) chain.add_notes(note);
  return chain;
}

std::string VerificationText(const v1::AuditVerification& verification) {
  Table table({"SERVICE", "CELL", "RECORDS", "WAITING", "CHECKPOINTS", "SIGNED TO", "OUTCOME"});
  std::string rest;
  for (const v1::VerifiedChain& chain : verification.chains()) {
    const std::string outcome =
        chain.findings().empty()
            ? "right"
            : fmt::format("{} at {}", chain.findings(0).fault(),
                          chain.findings(0).number() > 0 ? std::to_string(chain.findings(0).number())
                                                         : fmt::format("seq {}", chain.findings(0).seq()));
    table.Add({chain.service(), chain.cell(), std::to_string(chain.records()), std::to_string(chain.waiting()),
               std::to_string(chain.checkpoints()), std::to_string(chain.signed_to()), outcome});
    rest += fmt::format("{}: {}\n", chain.service(), VouchedText(chain));
    for (const auto& finding : chain.findings()) {
      rest += fmt::format("{}: {}: {}\n", chain.service(), finding.fault(), finding.words());
    }
    for (const std::string& note : chain.notes()) rest += fmt::format("{}: note: {}\n", chain.service(), note);
  }
  return table.Text() + rest;
}

Table RecordsTable(const google::protobuf::RepeatedPtrField<common::v1::AuditRecord>& records,
                   const std::map<std::string, std::string>& unit_names) {
  const auto unit = [&](const std::string& id) {
    const auto known = unit_names.find(id);
    return known == unit_names.end() ? id : known->second;
  };
  Table table({"TIME", "WHO", "UNIT", "FROM", "ACT", "OBJECT", "CHANGE"});
  for (const common::v1::AuditRecord& record : records) {
    table.Add({LocalTime(record.time()), record.name().empty() ? record.subject() : record.name(),
               unit(record.unit_id()), record.address(), record.method(),
               fmt::format("{} {}", record.object_type(), record.object_id()), Change(record)});
  }
  return table;
}

}  // namespace dondoc::cli
