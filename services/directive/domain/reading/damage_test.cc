// What happens to documents on their way here, done to our own samples: whatever the damage, the header and the tasks
// are those of the clean text, and the texts shown stay as they stand in the damaged one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/directive/domain/reading/read_directive.h"

namespace dondoc::directive {
namespace {

std::string Sample(const std::string& name) {
  std::ifstream in("tests/samples/" + name + ".txt", std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  EXPECT_FALSE(text.empty()) << name << ": run from the repository's root";
  return text;
}

// The text with each letter replaced by what `change` makes of it.
std::string EachLetter(std::string_view text, const std::function<std::string(std::string_view letter)>& change) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    size_t next = at;
    DecodeUtf8(text, &next);
    out += change(text.substr(at, next - at));
    at = next;
  }
  return out;
}

bool IsUpper(std::string_view letter) { return ToLower(letter) != letter; }

std::string WithoutDiacritics(const std::string& text) {
  return EachLetter(text, [](std::string_view letter) {
    if (letter.size() == 1) {
      return std::string(letter);
    }
    const std::string folded = Fold(letter);
    return folded.size() == 1 && folded[0] >= 'a' && folded[0] <= 'z' && IsUpper(letter) ? ToUpper(folded) : folded;
  });
}

// A scanner for another language: marks that it does not know are left out, doubled marks become single ones.
std::string WithForeignDiacritics(const std::string& text) {
  static const std::vector<std::pair<std::string_view, std::string_view>> kSeen = {
      {"ê", "é"}, {"ế", "é"}, {"ề", "è"}, {"ể", "ê"}, {"ệ", "é"}, {"ô", "o"}, {"ố", "ó"}, {"ồ", "ò"}, {"ộ", "ô"},
      {"ơ", "o"}, {"ớ", "ó"}, {"ờ", "ò"}, {"ợ", "o"}, {"ư", "u"}, {"ứ", "ú"}, {"ừ", "ù"}, {"ự", "u"}, {"đ", "d"},
      {"ă", "a"}, {"ắ", "á"}, {"ằ", "à"}, {"ấ", "á"}, {"ầ", "à"}, {"ậ", "â"}, {"Đ", "D"}, {"Ư", "U"}, {"Ộ", "Ô"}};
  size_t count = 0;
  return EachLetter(text, [&count](std::string_view letter) {
    for (const auto& [printed, seen] : kSeen) {
      if (letter == printed) {
        return std::string(seen);
      }
    }
    return letter.size() == 1 || ++count % 3 == 0 ? std::string(letter) : WithoutDiacritics(std::string(letter));
  });
}

// Applies `change` to each nth word of at least four small letters.
std::string EachNthWord(const std::string& text, size_t n, const std::function<std::string(std::string_view)>& change) {
  std::string out;
  size_t at = 0, count = 0;
  for (const Word& word : SplitWords(text)) {
    out += text.substr(at, word.begin - at);
    at = word.end;
    const bool plain = Fold(word.text).size() >= 4 && word.text.find_first_of("0123456789") == std::string::npos &&
                       ToUpper(word.text) != word.text;
    out += plain && ++count % n == 0 ? change(word.text) : std::string(word.text);
  }
  return out + text.substr(at);
}

std::string WithMisreadLetters(const std::string& text) {
  return EachNthWord(WithoutDiacritics(text), 8, [](std::string_view word) {
    static constexpr std::pair<char, std::string_view> kSeen[] = {{'i', "l"}, {'l', "1"}, {'o', "0"}, {'m', "rn"}};
    std::string out;
    bool changed = false;
    for (size_t i = 0; i < word.size(); ++i) {
      std::string letter(1, word[i]);
      for (const auto& [printed, seen] : kSeen) {
        if (!changed && i > 0 && word[i] == printed) {
          letter = seen;
          changed = true;
          break;
        }
      }
      out += letter;
    }
    return out;
  });
}

// "h uyện", "T hực", and the abbreviation "U B ND".
std::string WithTornLetters(const std::string& text) {
  size_t count = 0;
  std::string out = EachNthWord(text, 6, [&count](std::string_view word) {
    size_t first = 0, last = 0;
    DecodeUtf8(word, &first);
    for (size_t at = 0; at < word.size();) {
      last = at;
      DecodeUtf8(word, &at);
    }
    const size_t cut = ++count % 2 == 0 ? first : last;
    return std::string(word.substr(0, cut)) + " " + std::string(word.substr(cut));
  });
  for (size_t at = 0; (at = out.find(" UBND ", at)) != std::string::npos;) {
    out.replace(at, 6, " U B ND ");
  }
  return out;
}

std::string ReplaceAll(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string WithCarriageReturns(const std::string& text) { return ReplaceAll(text, "\n", "\r\n"); }

std::string WithSpacesRoundMarks(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool mark = std::string_view(".,;:()").find(text[i]) != std::string_view::npos;
    const bool inside = i > 0 && i + 1 < text.size() && std::isdigit(static_cast<unsigned char>(text[i - 1])) != 0 &&
                        std::isdigit(static_cast<unsigned char>(text[i + 1])) != 0;
    out += mark && !inside ? std::string(" ") + text[i] + " " : std::string(1, text[i]);
  }
  return out;
}

// The text's lines with `gap` between them.
std::string Lines(const std::string& text, std::string_view gap) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) {
      out += text.substr(at, end - at) + std::string(gap);
    }
    at = end + 1;
  }
  return out;
}

// Converters that keep no blank line, that put one behind each line, and that double them.
std::string WithoutBlankLines(const std::string& text) { return Lines(text, "\n"); }
std::string WithBlankLines(const std::string& text) { return Lines(text, "\n\n"); }
std::string WithDoubledLines(const std::string& text) { return ReplaceAll(text, "\n", "\n\n"); }

// What can be compared whatever the letters look like.
std::string Bare(std::string_view text) {
  std::string folded = Fold(text, Punctuation::kDrop);
  std::erase(folded, ' ');
  return folded;
}

std::string Bare(const std::vector<std::string>& names) {
  std::string joined;
  for (const std::string& name : names) {
    joined += Bare(name) + "; ";
  }
  return joined;
}

std::string DayOf(const Due& due) {
  return std::to_string(due.year) + "-" + std::to_string(due.quarter) + "-" + std::to_string(due.month) + "-" +
         std::to_string(due.day);
}

std::string NumberAndDayOf(const ParsedDirective& parsed) {
  return Fold(parsed.number) + " " + std::to_string(static_cast<int>(parsed.type)) + " " +
         std::to_string(parsed.issued.year) + "-" + std::to_string(parsed.issued.month) + "-" +
         std::to_string(parsed.issued.day) + " " + Bare(parsed.signer.title);
}

std::string HeaderOf(const ParsedDirective& parsed) {
  return NumberAndDayOf(parsed) + "\n" + Bare(parsed.issuer) + "\n" + Bare(parsed.place) + "\n" + Bare(parsed.subject) +
         "\n" + Bare(parsed.signer.name) + "\n" + Bare(parsed.addressees) + "\n" +
         std::to_string(parsed.legal_bases.size()) + " bases";
}

std::string TasksOf(const ParsedDirective& parsed) {
  std::string tasks;
  for (const ProposedTask& task : parsed.tasks) {
    tasks += task.section + " " + Bare(task.units) + " " + std::to_string(static_cast<int>(task.role)) +
             (task.binding ? "" : " asked") + " with " + Bare(task.coordinators) + " by " + DayOf(task.deadline) + "\n";
  }
  for (const ProposedTarget& target : parsed.targets) {
    tasks += target.section + " " + std::to_string(static_cast<int>(target.comparator)) + " " +
             std::to_string(target.value) + " " + std::to_string(target.to_year) + "\n";
  }
  return tasks;
}

struct Damage {
  const char* name;
  std::string (*inflict)(const std::string& text);
  bool names = true;  // names of persons and places are still legible
};

class DamageTest : public ::testing::TestWithParam<Damage> {};

TEST_P(DamageTest, LeavesHeaderAndTasks) {
  for (const char* name : {"plan_province", "plan_district", "letter_blank", "decision_table"}) {
    SCOPED_TRACE(name);
    const std::string clean = Sample(name);
    const std::string text = GetParam().inflict(clean);
    ASSERT_NE(text, clean);
    const ParsedDirective expected = ReadDirective(clean);
    const ParsedDirective parsed = ReadDirective(text);
    if (GetParam().names) {
      EXPECT_EQ(HeaderOf(parsed), HeaderOf(expected));
    } else {
      EXPECT_EQ(NumberAndDayOf(parsed), NumberAndDayOf(expected));
    }
    EXPECT_EQ(TasksOf(parsed), TasksOf(expected));
    for (const ProposedTask& task : parsed.tasks) {
      EXPECT_EQ(task.text, CollapseSpaces(text.substr(task.span.begin, task.span.end - task.span.begin)));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, DamageTest,
    ::testing::Values(Damage{"NoDiacritics", WithoutDiacritics}, Damage{"ForeignDiacritics", WithForeignDiacritics},
                      Damage{"MisreadLetters", WithMisreadLetters, false}, Damage{"TornLetters", WithTornLetters},
                      Damage{"CarriageReturns", WithCarriageReturns}, Damage{"SpacesRoundMarks", WithSpacesRoundMarks},
                      Damage{"NoBlankLines", WithoutBlankLines}, Damage{"BlankLines", WithBlankLines},
                      Damage{"DoubledLines", WithDoubledLines}),
    [](const auto& damage) { return damage.param.name; });

}  // namespace
}  // namespace dondoc::directive
