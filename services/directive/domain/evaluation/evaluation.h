// How good proposals were: counts, and what is computed from them.
//
// Pure values, thread-safe. Evaluations of parts add up to that of the whole.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

#include "services/directive/domain/evidence.h"

namespace dondoc::directive::evaluation {

enum class Category {
  kHeader,  // the seven fields of the header that follow, together
  kNumber,
  kType,
  kIssuer,
  kPlace,
  kIssued,
  kSubject,
  kSigner,
  kLegalBases,
  kCitations,
  kRecipients,
  kAddressees,
  kAssignments,   // tasks: the clause and who must do it
  kRole,          // of tasks that are right
  kBinding,       // of tasks that are right
  kCoordinators,  // of tasks that are right
  kUnits,         // of the tasks whose clause is right: each unit by itself
  kDeadlines,     // of tasks that are right
  kIndicators,
  kReports,
};
inline constexpr std::size_t kCategories = 20;

// As the fields are called in dondoc.directive.v1.ParsedDirective, or "assignment role".
std::string_view Name(Category category);

// True for those whose mean is the macro F1; the others look closer at one of these.
bool InMacro(Category category);

// Of one category: what was proposed, what would have been right to propose, and how much of both is the same.
struct Tally {
  bool seen = false;  // there was something to compare, be it that neither has any
  std::int64_t right = 0;
  std::int64_t proposed = 0;
  std::int64_t expected = 0;

  double precision() const;  // 1 where nothing was proposed and nothing expected
  double recall() const;
  double f1() const;
  friend bool operator==(const Tally&, const Tally&) = default;
};

// Values whose confidence is in [i / kBins, (i + 1) / kBins).
struct Bin {
  std::int64_t count = 0;
  std::int64_t right = 0;
  double stated = 0;  // the sum of their confidences
  friend bool operator==(const Bin&, const Bin&) = default;
};
inline constexpr std::size_t kBins = 10;

// A way of finding a field in a text of one state (damaged or not).
using Way = std::tuple<std::string, Evidence, bool>;
struct WayCount {
  std::int64_t right = 0;
  std::int64_t found = 0;
  friend bool operator==(const WayCount&, const WayCount&) = default;
};

struct Evaluation {
  std::int64_t documents = 0;
  std::array<Tally, kCategories> categories;
  std::array<Bin, kBins> reliability;
  std::map<Way, WayCount> ways;

  Tally& at(Category category) { return categories[static_cast<std::size_t>(category)]; }
  const Tally& at(Category category) const { return categories[static_cast<std::size_t>(category)]; }

  // A proposed value that was looked at.
  void Count(std::string_view field, Evidence evidence, bool damaged, double confidence, bool right);

  void Add(const Evaluation& other);

  // The mean F1 of the categories that were seen; 0 where there are none.
  double macro_f1() const;

  // The mean distance between the confidence stated and the share that was right, weighed by how many values each bin
  // has (expected calibration error); 0 is perfect.
  double calibration_error() const;

  friend bool operator==(const Evaluation&, const Evaluation&) = default;
};

}  // namespace dondoc::directive::evaluation
