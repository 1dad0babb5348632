// What is said of one succession: by every service that keeps something of what ends.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "dondoc/cli/v1/succession_report.pb.h"
#include "tools/dondoc/table.h"

namespace dondoc::cli {

class Session;

// The succession that `which` names: its id, or the number of its decision.
// `by_unit`: with who acts for each body that nobody takes over from.
absl::StatusOr<organization::v1::Succession> FindSuccession(Session& session, const std::string& which,
                                                            bool by_unit = false);

// Its id, for whoever is signed in: what FindSuccession answers is for the country's top, the lists of what has no heir
// are for those whose bodies they are of. NOT_FOUND (SUCCESSION_NOT_FOUND).
absl::StatusOr<std::string> FindSuccessionId(Session& session, const std::string& which);

// What it does to open work in all cells, by the version of the plan that `succession` has. UNAVAILABLE
// (CELL_NOT_ASKED) where one does not answer.
absl::StatusOr<assignment::v1::SuccessionPreview> AssignmentsOf(Session& session,
                                                                const organization::v1::Succession& succession);

// The error of a question that was asked after the command had been done: its message says first that it is done.
absl::Status AfterDone(const absl::Status& error, const organization::v1::Succession& succession);

// Which bodies without an heir a report lists: those about which somebody has something to decide, as they are divided,
// or people act for them, or something is open of them; or all.
enum class Bodies { kNone, kToDecide, kAll };

// Asks all cells of all services, and adds up. Fails where no cell of a service answers; where some do, the report
// names those that did not.
absl::StatusOr<v1::SuccessionReport> ReportOn(Session& session, const std::string& succession_id, Bodies bodies);

// "PLANNED, takes effect on its day".
std::string StateText(const organization::v1::Succession& succession);

// The counts, one a line; "7 + ?" where a cell did not answer.
Table CountsTable(const v1::SuccessionReport& report);

// What a person has to do or to know besides, whole lines with commands to type; empty where nothing is.
std::string Advice(const v1::SuccessionReport& report);

// The bodies without an heir that it lists, each with what it has.
Table BodiesTable(const v1::SuccessionReport& report);

// Prints it: one JSON document, or a heading, the counts, the advice and the bodies. Then MissingIn.
absl::Status PrintReport(Session& session, const v1::SuccessionReport& report, Bodies bodies = Bodies::kNone);

}  // namespace dondoc::cli
