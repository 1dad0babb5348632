// What is wrong with a file that a person made: all of it at once, by line, so that it is put right in one go. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "common/csv/csv.h"

namespace dondoc::organization {

class Mistakes {
 public:
  // Line 0: it is in no line, something is missing.
  void Add(int line, std::string_view field, std::string_view reason, std::string message);
  // That a row cannot be read: BAD_ROW.
  void Add(const csv::Mistake& mistake);

  bool empty() const { return all_.empty(); }

  // OK where there is none. Else INVALID_ARGUMENT with the reason, file, line and field of the first mistake in its
  // metadata and up to 20 mistakes, one a line, in its message: "file:line: field: REASON: message".
  absl::Status ToStatus(std::string_view file) const;

 private:
  struct Mistake {
    int line;
    std::string field;
    std::string reason;
    std::string message;
  };
  std::vector<Mistake> all_;
};

}  // namespace dondoc::organization
