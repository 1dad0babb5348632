#include "services/directive/testing/hostile_text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <random>

#include "common/text/fold.h"

namespace dondoc::directive {
namespace {

std::vector<std::string> Lines(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string Join(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text += line;
  }
  return text;
}

std::string Decomposed(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  std::string out;
  icu::Normalizer2::getNFDInstance(error)->normalize(wide, error).toUTF8String(out);
  return out;
}

class Mutator {
 public:
  Mutator(std::string_view text, uint32_t seed) : text_(text), lines_(Lines(text)), random_(seed), seed_(seed) {}

  std::vector<Mutant> Run(size_t cuts) {
    for (size_t i = 1; i <= cuts; ++i) {
      // Odd steps: cuts fall into letters as well as between them.
      const size_t at = std::min(text_.size(), text_.size() * i / (cuts + 1) + i % 3);
      Add("cut at " + std::to_string(at), std::string(text_.substr(0, at)));
      Add("begun at " + std::to_string(at), std::string(text_.substr(at)));
    }
    Shuffled();
    EachLine("lines doubled", 2);
    EachLine("lines dropped", 0);
    for (size_t share : {10'000, 1'000, 100}) {
      Bytes("flipped", share, [this](std::string* text, size_t at) { (*text)[at] ^= char(1u << random_() % 8); });
      Bytes("deleted", share, [](std::string* text, size_t at) { text->erase(at, 1); });
    }
    Add("diacritics stripped", Fold(text_));
    Add("normal form D", Decomposed(text_));
    std::string line(text_);
    std::replace(line.begin(), line.end(), '\n', ' ');
    Add("one line", std::move(line));
    return std::move(mutants_);
  }

 private:
  void Add(const std::string& name, std::string text) {
    mutants_.push_back({name + ", seed " + std::to_string(seed_), std::move(text)});
  }

  void Shuffled() {
    std::vector<std::string> lines = lines_;
    std::shuffle(lines.begin(), lines.end(), random_);
    Add("lines shuffled", Join(lines));
  }

  // One line in five `times` times.
  void EachLine(const std::string& name, size_t times) {
    std::vector<std::string> lines;
    for (const std::string& line : lines_) {
      lines.insert(lines.end(), random_() % 5 == 0 ? times : 1, line);
    }
    Add(name, Join(lines));
  }

  // Changes one byte in `share`, at least one.
  template <typename Change>
  void Bytes(const std::string& name, size_t share, const Change& change) {
    std::string text(text_);
    for (size_t i = 0; i <= text_.size() / share && !text.empty(); ++i) {
      change(&text, random_() % text.size());
    }
    Add("one byte in " + std::to_string(share) + " " + name, std::move(text));
  }

  std::string_view text_;
  std::vector<std::string> lines_;
  std::mt19937 random_;
  uint32_t seed_;
  std::vector<Mutant> mutants_;
};

}  // namespace

std::vector<Mutant> Mutants(std::string_view text, size_t cuts, uint32_t seed) { return Mutator(text, seed).Run(cuts); }

std::string Monotony::Text(size_t bytes) const {
  std::string text(head);
  while (text.size() < bytes / 2) {
    text += first;
  }
  while (text.size() < bytes) {
    text += second;
  }
  return text;
}

const std::vector<Monotony>& Monotonies() {
  constexpr std::string_view kTargets = "II. CHỈ TIÊU\n1. ";
  constexpr std::string_view kTasks = "III. TỔ CHỨC THỰC HIỆN\n";
  static const auto& monotonies = *new std::vector<Monotony>([&] {
    std::vector<Monotony> all;
    const auto add = [&all](std::string_view name, std::string_view unit, std::string_view head = "") {
      all.push_back({name, head, unit, unit});
    };
    add("nothing but line breaks", "\n");
    add("letters a)", "a)");
    add("bullets", "- ");
    add("bullets on lines", "-\n");
    add("pipes", "|");
    add("pipes on lines", "|\n");
    add("rows of a table", "| 1 | Mua sách | Sở Nội vụ |\n", "| TT | Nội dung | Đơn vị thực hiện |\n");
    add("heads of tables", "|\nTT\n|\nNội dung\n|\nĐơn vị thực hiện\n|\n");
    add("digits", "7");
    add("numbers", "7 ");
    add("numbers on lines", "7.\n");
    add("decimals", "1.1.");
    add("joined numbers", "1-");
    add("slashes", "1/");
    add("capitals", "A");
    add("capital letters", "A ");
    add("a combining mark", "\xCC\x81");
    add("bytes that are no text", "\xFF\xC3");
    add("no-break spaces", "\xC2\xA0");
    add("zero bytes", std::string_view("\0 ", 2));
    add("open tags", "<a");
    add("ampersands", "&");
    add("hashes", "#");
    add("backslashes", "\\");
    add("brackets", "(");
    add("colons", ": ");
    add("commas", ", ");
    add("words and commas", "sở,");
    add("units", "Sở Nội vụ, ");
    add("units on lines", "SỞ NỘI VỤ\n");
    add("groups", "các sở, ");
    add("heads of groups", "ban ");
    add("units of units", "Sở Nội vụ thuộc ");
    add("units in brackets", "các cơ quan (");
    add("levels", "xã, ");
    add("provinces", "tỉnh Bình Giang: ");
    add("a capital name", "Sở Văn - ");
    add("requests", "yêu cầu các sở, ");
    add("partners", "phối hợp với ");
    add("presiding", "chủ trì ");
    add("reports", "báo cáo về ", kTasks);
    add("deadlines", "trước ngày ");
    add("hours", "trước 16 giờ 00 ");
    add("periods", "trong 10 (mười) ngày kể từ ngày nhận được Kế hoạch ", kTasks);
    add("at once", "ngay lập tức, ");
    add("years", "năm 2025 ");
    add("citations", "Kế hoạch số 1/KH-UBND ngày 1/1/2025 của ");
    add("kinds", "Luật ");
    add("numbers of kinds", "số ");
    add("percentages", "5% ", kTargets);
    add("percentages and commas", "5%, ", kTargets);
    add("counts", "ít nhất 5 xã ", kTargets);
    add("tasks", "- Sở Nội vụ chủ trì mua sách.\n", kTasks);
    add("one long task", "Sở Nội vụ chủ trì, phối hợp với Sở Y tế, báo cáo trước ngày 15/12; ", kTasks);
    add("bare labels", "Đơn vị chủ trì: Sở Nội vụ\n");
    add("titles", "KẾ HOẠCH\n");
    add("subjects", "V/v ");
    add("addressees", "Kính gửi: ");
    add("recipients", "Nơi nhận:\n");
    add("signatures", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n");
    add("parts", "Phần thứ ");
    add("numbered parts", "Mục 1");
    add("mottos", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n");
    add("a bad scan", "va cua cac duoc voi nhung hoach quyet huyen viec ");
    add("one phrase of a bad scan", "uy ban nhan dan ", "va cua cac duoc voi nhung hoach quyet huyen viec ");
    add("ampersands of a bad scan", "c&", "va cua cac duoc voi nhung hoach quyet huyen viec ");
    all.push_back(
        {"tasks, then labels", "", "1. Mua sách cho các trường học của xã.\n", "Đơn vị chủ trì: Sở Nội vụ\n"});
    all.push_back({"a long heading, then tasks", "I. Sở Y tế", ", Sở Nội vụ", "\n- mua sách cho các trường học"});
    all.push_back({"a long label, then tasks", "", "1.1.", "\n- mua sách cho các trường học"});
    all.push_back({"a long number, then tasks", "Mục ", "1", "\n1. mua sách cho các trường học"});
    return all;
  }());
  return monotonies;
}

}  // namespace dondoc::directive
