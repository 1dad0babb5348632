// Separated values (RFC 4180), as spreadsheets and people write them:
//
//   csv::Reader reader(text);
//   while (const csv::Record* record = reader.Next()) ...
//   if (reader.mistake()) ...
//
// Quoted fields may hold separators, quotes (doubled) and line breaks; a quote within a field that does not begin with
// one is a character like others. LF and CRLF end a line, lines with nothing in them are none, a byte order mark at the
// beginning is skipped. The separator is whichever of comma and semicolon comes first outside of quotes in the first
// record, as spreadsheets write the one or the other by their country. Bytes are not looked at beyond that: whether
// they are UTF-8 is the caller's question.
//
// Pure; memory is that of one record; time is in proportion to the text. Not thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc::csv {

struct Record {
  int line = 0;  // where it begins, from 1
  std::vector<std::string> fields;
};

// What ends the reading. The record that it is in is not given.
struct Mistake {
  int line = 0;      // where its field begins, from 1
  int column = 0;    // the field in its record, from 1
  std::string what;  // in words, as the rest of a sentence about the field: "has a quote that is not closed"
};

struct Limits {
  std::size_t fields = 64;          // in a record
  std::size_t field_bytes = 65536;  // in a field
};

class Reader {
 public:
  // `text` must outlive the reader.
  explicit Reader(std::string_view text, Limits limits = {});

  // The next record; nothing at the end, and from the first mistake on. Valid until the next call.
  const Record* Next();
  const std::optional<Mistake>& mistake() const { return mistake_; }
  // The line at which the next record would begin.
  int line() const { return line_; }
  char separator() const { return separator_; }

 private:
  bool AtLineEnd() const;
  void EndLine();
  bool ReadRecord();
  bool ReadField();
  bool ReadQuoted();
  bool Take(char c);
  bool Refuse(std::string what);

  const std::string_view text_;
  const Limits limits_;
  char separator_ = ',';
  std::size_t at_ = 0;
  int line_ = 1;
  int field_line_ = 1;  // where the field that is read begins
  Record record_;
  std::optional<Mistake> mistake_;
};

}  // namespace dondoc::csv
