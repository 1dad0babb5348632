#include "services/directive/domain/evaluation/alike.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "services/directive/domain/evaluation/similarity.h"

namespace dondoc::directive::evaluation {
namespace {

// A clause is known by its first words.
constexpr size_t kAnchor = 60;
// Bytes of a text in which so many plain letters are found, three bytes a letter and some spaces.
constexpr size_t kAnchorSource = 600;

bool Letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool WordAt(std::string_view text, size_t at) { return at < text.size() && (Letter(text[at]) || text[at] == '_'); }

// What offices write short, folded; a character before "?" may be missing.
constexpr std::pair<std::string_view, std::string_view> kAbbreviations[] = {
    {"ubnd", "uy ban nhan dan"},
    {"hdnd", "hoi dong nhan dan"},
    {"ubmttq", "uy ban mat tran to quoc"},
    {"mttq", "mat tran to quoc"},
    {"gd ?& ?dt", "giao duc va dao tao"},
    {"gddt", "giao duc va dao tao"},
    {"ld ?-? ?tb ?& ?xh", "lao dong thuong binh va xa hoi"},
    {"ldtbxh", "lao dong thuong binh va xa hoi"},
    {"ld tb va xh", "lao dong thuong binh va xa hoi"},
    {"ttg", "thu tuong"},
};

// Where `pattern`, found in `text` at `at`, ends; `at` where it is not there.
size_t MatchEnd(std::string_view pattern, std::string_view text, size_t at) {
  size_t end = at;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const bool optional = i + 1 < pattern.size() && pattern[i + 1] == '?';
    if (end < text.size() && text[end] == pattern[i]) {
      ++end;
    } else if (!optional) {
      return at;
    }
    i += optional ? 1 : 0;
  }
  return WordAt(text, end) ? at : end;
}

std::string InFull(std::string_view folded) {
  std::string out;
  out.reserve(folded.size());
  for (size_t i = 0; i < folded.size();) {
    size_t end = i;
    if (i == 0 || !WordAt(folded, i - 1)) {
      for (const auto& [pattern, full] : kAbbreviations) {
        end = MatchEnd(pattern, folded, i);
        if (end > i) {
          out += full;
          break;
        }
      }
    }
    if (end == i) {
      out += folded[end++];
    }
    i = end;
  }
  return out;
}

bool TakePrefix(std::string_view prefix, std::string_view* text) {
  if (!text->starts_with(prefix)) {
    return false;
  }
  text->remove_prefix(prefix.size());
  return true;
}

// The titles of heads, the longer before what it begins with.
constexpr std::string_view kHeads[] = {"bo truong",  "chu nhiem", "giam doc",  "chu tich",
                                       "thu truong", "truong",    "thong doc", "tong giam doc"};

// "b) Chỉ đạo" as "Chỉ đạo": without the letter or number that a clause begins with.
std::string_view WithoutNumbering(std::string_view text) {
  size_t end = 0;
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
    end = 1;
  } else {
    while (end < text.size() && end < 2 && text[end] >= '0' && text[end] <= '9') {
      ++end;
    }
  }
  size_t next = end;
  while (next < text.size() && (text[next] == ' ' || text[next] == '.')) {
    ++next;
  }
  return end > 0 && next > end && WordAt(text, next) ? text.substr(next) : text;
}

}  // namespace

std::string Plain(std::string_view text) {
  std::string plain;
  for (const char c : InFull(Fold(text))) {
    if (Letter(c) || c == '%' || c == '/' || c == '.' || c == ',') {
      plain += c;
    } else if (!plain.empty() && plain.back() != ' ') {
      plain += ' ';
    }
  }
  if (!plain.empty() && plain.back() == ' ') {
    plain.pop_back();
  }
  return plain;
}

std::string PlainName(std::string_view name) {
  const std::string plain = Plain(name);
  if (plain.starts_with("truong ")) {
    return plain;
  }
  std::string_view rest = plain;
  TakePrefix("cac ", &rest);
  TakePrefix("dong chi ", &rest);
  for (const std::string_view head : kHeads) {
    std::string_view behind = rest;
    if (TakePrefix(head, &behind) && (TakePrefix(" cac ", &behind) || TakePrefix(" ", &behind)) && WordAt(behind, 0)) {
      return std::string(behind);
    }
  }
  return plain;
}

std::string PlainStart(std::string_view text) { return Plain(TruncateUtf8(text, kAnchorSource)); }

std::string PlainNumber(std::string_view number) {
  std::string plain = Plain(number);
  std::erase_if(plain, [](char c) { return !Letter(c) && c != '/'; });
  return plain;
}

bool Alike(std::string_view a, std::string_view b, double threshold) {
  return a == b || (!a.empty() && !b.empty() && Similar(a, b, threshold));
}

bool StartAlike(std::string_view anchor, std::string_view text) {
  if (!text.starts_with(anchor.substr(0, 6))) {
    text = WithoutNumbering(text);
  }
  anchor = anchor.substr(0, kAnchor);
  return !anchor.empty() && Similar(anchor, text.substr(0, anchor.size()), 0.8);
}

bool SetsAlike(const std::vector<std::string>& a, std::vector<std::string> b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (const std::string& name : a) {
    const auto found = std::find_if(b.begin(), b.end(), [&](const std::string& other) { return Alike(name, other); });
    if (found == b.end()) {
      return false;
    }
    b.erase(found);
  }
  return true;
}

}  // namespace dondoc::directive::evaluation
