#include "services/organization/domain/csv.h"

#include <utility>

namespace dondoc::organization {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
  }

  CsvFile Read() {
    while (at_ < text_.size() && !file_.unclosed_quote) ReadRecord();
    return std::move(file_);
  }

 private:
  bool AtLineEnd() const { return at_ >= text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n"; }

  void ReadRecord() {
    CsvRecord record{line_, {}};
    record.fields.push_back(ReadField());
    while (at_ < text_.size() && text_[at_] == ',') {
      ++at_;
      record.fields.push_back(ReadField());
    }
    if (!AtLineEnd()) file_.unclosed_quote = record.line;
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    ++at_;
    ++line_;
    if (record.fields.size() > 1 || !record.fields[0].empty()) file_.records.push_back(std::move(record));
  }

  std::string ReadField() {
    std::string field;
    if (at_ < text_.size() && text_[at_] == '"') {
      ReadQuoted(field);
      return field;
    }
    while (!AtLineEnd() && text_[at_] != ',') field += text_[at_++];
    return field;
  }

  void ReadQuoted(std::string& field) {
    const int begin = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] == '"') {
        if (text_.substr(at_ + 1, 1) != "\"") {
          ++at_;
          return;
        }
        ++at_;
      }
      field += text_[at_];
    }
    file_.unclosed_quote = begin;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  CsvFile file_;
};

}  // namespace

CsvFile ReadCsv(std::string_view text) { return Reader(text).Read(); }

}  // namespace dondoc::organization
