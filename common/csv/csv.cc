#include "common/csv/csv.h"

#include <utility>

namespace dondoc::csv {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

char SeparatorOf(std::string_view text) {
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == ',' || c == ';') return c;
    if (c == '\n') break;
  }
  return ',';
}

}  // namespace

Reader::Reader(std::string_view text, Limits limits)
    : text_(text.substr(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0)),
      limits_(limits),
      separator_(SeparatorOf(text_)) {}

const Record* Reader::Next() {
  while (at_ < text_.size() && !mistake_) {
    if (AtLineEnd()) {
      EndLine();
    } else if (ReadRecord()) {
      return &record_;
    }
  }
  return nullptr;
}

bool Reader::AtLineEnd() const { return at_ == text_.size() || text_[at_] == '\n' || text_.substr(at_, 2) == "\r\n"; }

void Reader::EndLine() {
  if (at_ == text_.size()) return;
  at_ += text_[at_] == '\r' ? 2 : 1;
  ++line_;
}

bool Reader::ReadRecord() {
  record_.line = line_;
  record_.fields.clear();
  for (;;) {
    if (!ReadField()) return false;
    if (AtLineEnd()) break;
    ++at_;  // the separator
  }
  EndLine();
  return true;
}

bool Reader::ReadField() {
  field_line_ = line_;
  record_.fields.emplace_back();
  if (record_.fields.size() > limits_.fields) {
    return Refuse("is one more than the " + std::to_string(limits_.fields) + " that a line may have");
  }
  if (at_ < text_.size() && text_[at_] == '"') return ReadQuoted();
  for (; !AtLineEnd() && text_[at_] != separator_; ++at_) {
    if (!Take(text_[at_])) return false;
  }
  return true;
}

bool Reader::ReadQuoted() {
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] == '"' && text_.substr(++at_, 1) != "\"") {
      return AtLineEnd() || text_[at_] == separator_ || Refuse("goes on behind its closing quote");
    }
    if (text_[at_] == '\n') ++line_;
    if (!Take(text_[at_])) return false;
  }
  return Refuse("has a quote that is not closed");
}

bool Reader::Take(char c) {
  std::string& field = record_.fields.back();
  if (c == '\0') return Refuse("has a zero byte: the file is no text, or not in UTF-8");
  if (field.size() == limits_.field_bytes) {
    return Refuse("is longer than " + std::to_string(limits_.field_bytes) + " bytes");
  }
  field += c;
  return true;
}

bool Reader::Refuse(std::string what) {
  mistake_ = Mistake{field_line_, static_cast<int>(record_.fields.size()), std::move(what)};
  return false;
}

}  // namespace dondoc::csv
