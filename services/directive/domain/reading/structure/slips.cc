// Slips of spelling in a text that spells right: a scanner's or typist's wrong mark in a name ("Sờ Tài chỉnh") or in
// the words that open a clause ("Đê nghị ...", "Tham mun ..."). They are taken for the phrase that was meant only where
// a phrase as a whole says so: never a word alone, which may be another word.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/directive/domain/reading/structure/tokens.h"

namespace dondoc::directive::reading {
namespace {

// A phrase by its letters alone, and how many of its words the text spells otherwise.
struct Meant {
  Match match;
  size_t wrong = 0;
  size_t words() const { return match ? match.entry->words.size() : 0; }
  explicit operator bool() const { return match && wrong > 0; }
};

class SlipMender {
 public:
  explicit SlipMender(TokenText* text) : text_(*text), end_(text->tokens.size()) {}

  void Run() {
    for (size_t i = 0; i < end_; ++i) {
      const Token& token = text_.tokens[i];
      if (token.kind != Token::Kind::kWord || token.word == 0 || token.upper) {
        continue;
      }
      if (token.capital && (Department(i) || Body(i) || (Opens(i) && (Request(i) || Duty(i))))) {
        continue;
      }
      if (text_.Raw(i) == "Cac" || text_.Raw(i) == "cac") {
        Respell(i, "các");
      }
    }
  }

 private:
  // The longest phrase of `lexicon` at `at` whatever its diacritics, on one line and without marks in it; of phrases
  // with the same letters the one that is spelled most like the text.
  Meant Find(const Lexicon& lexicon, size_t at) const {
    Meant found;
    int node = Lexicon::kRoot;
    for (size_t i = at; i < end_ && (i == at || !text_.tokens[i].line_start); ++i) {
      node = lexicon.Step(node, text_.tokens[i].word);
      if (node < 0) {
        break;
      }
      std::optional<Meant> best;
      for (const Entry* entry = lexicon.At(node); entry != nullptr; entry = lexicon.Other(*entry)) {
        const size_t wrong = Wrong(*entry, at);
        if (!best || wrong < best->wrong) {
          best = Meant{{entry, i + 1}, wrong};
        }
      }
      found = best.value_or(found);
    }
    return found;
  }

  size_t Wrong(const Entry& entry, size_t at) const {
    size_t wrong = 0;
    for (size_t word = 0; word < entry.keys.size(); ++word) {
      wrong += text_.tokens[at + word].key != entry.keys[word];
    }
    return wrong;
  }

  // "Sờ Tài chỉnh": a head and its field, both with a capital letter. ("Vũ Công Thương" is a person.)
  bool Department(size_t at) {
    const Meant head = Find(TheVocabulary().bodies, at);
    if (!head.match || head.match.entry->value != "FIELD" || text_.tokens[at].folded == "vu") {
      return false;
    }
    const size_t name = head.match.end;
    if (name >= end_ || text_.tokens[name].line_start || !text_.tokens[name].capital || text_.tokens[name].upper) {
      return false;
    }
    const Meant field = Find(TheVocabulary().fields, name);
    if (!field.match || !(head || field)) {
      return false;
    }
    Respell(at, *head.match.entry);
    Respell(name, *field.match.entry);
    return true;
  }

  // "Uỷ bàn nhân dân": most of a long name is right.
  bool Body(size_t at) {
    constexpr size_t kFewest = 3;  // words
    const Meant body = Find(TheVocabulary().bodies, at);
    if (!body || body.words() < kFewest || body.wrong * 2 > body.words() || body.match.entry->value == "NONE") {
      return false;
    }
    Respell(at, *body.match.entry);
    return true;
  }

  // At the beginning of a line or of what its number or bullet opens.
  bool Opens(size_t at) const {
    for (size_t back = 0; back < 4; ++back) {
      if (text_.tokens[at].line_start) {
        return true;
      }
      if (text_.tokens[--at].kind == Token::Kind::kWord && text_.tokens[at].folded.size() > 1) {
        return false;
      }
    }
    return false;
  }

  // "Đê nghị" + a unit.
  bool Request(size_t at) {
    const Meant request = Find(TheVocabulary().requests, at);
    if (!request || request.words() < 2 || request.wrong > 1 ||
        !Find(TheVocabulary().bodies, request.match.end).match) {
      return false;
    }
    Respell(at, *request.match.entry);
    return true;
  }

  // "Chủ tri,", "Tham mun": two words of duty, the first right, or the second.
  bool Duty(size_t at) {
    const Lexicon& duties = TheVocabulary().unit_stops;
    const Meant duty = Find(duties, at);
    if (duty && duty.words() > 1 && duty.wrong == 1 && duty.match.entry->value != "NONE") {
      Respell(at, *duty.match.entry);
      return true;
    }
    if (duty.words() > 1 || at + 1 >= end_ || !Unknown(text_.tokens[at + 1])) {
      return false;
    }
    const auto meant = std::find_if(duties.entries().begin(), duties.entries().end(), [&](const Entry& entry) {
      return entry.words.size() == 2 && entry.words[0] == text_.tokens[at].word &&
             entry.keys[0] == text_.tokens[at].key &&
             EditDistance(TheVocabulary().words.Word(entry.words[1]), text_.tokens[at + 1].folded, 1) == 1;
    });
    if (meant == duties.entries().end()) {
      return false;
    }
    Respell(at, *meant);
    return true;
  }

  static bool Unknown(const Token& token) {
    return token.kind == Token::Kind::kWord && token.word == 0 && !token.capital && token.folded.size() >= 3;
  }

  void Respell(size_t at, const Entry& entry) {
    for (size_t word = 0; word < entry.words.size(); ++word) {
      if (text_.tokens[at + word].key != entry.keys[word]) {
        Respell(at + word, entry.spelled[word]);
      }
    }
  }

  void Respell(size_t at, std::string_view spelled) {
    Token& token = text_.tokens[at];
    token.spelled = token.capital ? UpperFirst(spelled) : std::string(spelled);
    token.folded = Fold(spelled);
    token.word = TheVocabulary().words.Find(token.folded);
    token.key = SpellingKey(token.spelled);
  }

  static std::string UpperFirst(std::string_view word) {
    size_t first = 0;
    DecodeUtf8(word, &first);
    return ToUpper(word.substr(0, first)) + std::string(word.substr(first));
  }

  TokenText& text_;
  const size_t end_;
};

}  // namespace

void MendSlips(TokenText* text) { SlipMender(text).Run(); }

}  // namespace dondoc::directive::reading
