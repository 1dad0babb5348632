#include "tools/dondoc/parse.h"

#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>

#include "tools/dondoc/parse_table.h"

namespace dondoc::cli {
namespace {

// A directory of its own, gone with the test.
class Temporary {
 public:
  Temporary() {
    std::string name = (std::filesystem::temp_directory_path() / "dondoc-parse-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Temporary() {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  std::string Write(const std::string& name, const std::string& text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return (path_ / name).string();
  }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

struct Outcome {
  int code;
  std::string out;
  std::string err;
};

Outcome Parse(const std::vector<std::string>& files, std::string_view format) {
  std::ostringstream out, err;
  const int code = RunParse(files, format, out, err);
  return {code, out.str(), err.str()};
}

TEST(RunParse, PrintsJson) {
  const Outcome outcome = Parse({"tests/samples/plan_district.txt"}, "json");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("\"number\": \"31/KH-UBND\""), std::string::npos);
  EXPECT_NE(outcome.out.find("\"section\": \"IV.1.a\""), std::string::npos);
  EXPECT_EQ(outcome.err, "");
}

TEST(RunParse, PrintsATable) {
  const Outcome outcome = Parse({"tests/samples/plan_district.txt"}, "table");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("TASKS"), std::string::npos);
  EXPECT_NE(outcome.out.find("yearly"), std::string::npos);
}

TEST(RunParse, MakesAPageToCheckTheReadingOn) {
  const Outcome page = Parse({"tests/samples/plan_district.txt"}, "html");
  EXPECT_EQ(page.code, 0);
  EXPECT_TRUE(page.out.starts_with("<!doctype html>")) << page.out.substr(0, 50);
  EXPECT_NE(page.out.find("31/KH-UBND"), std::string::npos);
  const Outcome two = Parse({"tests/samples/plan_district.txt", "tests/samples/plan_province.txt"}, "html");
  EXPECT_EQ(two.code, 1);
  EXPECT_NE(two.err.find("--output-dir"), std::string::npos) << two.err;
}

TEST(ParsedTable, MarksWhatTheReaderIsNotSureOf) {
  directive::ParsedDirective parsed;
  parsed.number = "31/KH-UBND";
  parsed.issuer = "Ủy ban nhân dân huyện An Lộc Sơn";
  parsed.sources.issuer.confidence = 0.5;
  parsed.tasks.push_back({.units = {"Phòng Nội vụ"}, .section = "1", .confidence = 0.4});
  const std::string table = ParsedTable(parsed);
  EXPECT_NE(table.find("number    31/KH-UBND\n"), std::string::npos) << table;
  EXPECT_NE(table.find("An Lộc Sơn ?\n"), std::string::npos) << table;
  EXPECT_NE(table.find("Phòng Nội vụ ?\n"), std::string::npos) << table;
}

TEST(RunParse, NamesFileCodeAndReasonOfWhatItCannotRead) {
  const Temporary directory;
  const struct {
    std::string file;
    const char* reason;
  } cases[] = {
      {(directory.path() / "none.txt").string(), "NOT_FOUND FILE_NOT_FOUND"},
      {directory.Write("empty.txt", " \n"), "INVALID_ARGUMENT EMPTY_FILE"},
      {directory.Write("bytes.txt", "Kế hoạch \xFF"), "INVALID_ARGUMENT NOT_UTF8"},
      {directory.Write("large.txt", std::string(20 * 1024 * 1024, 'a')), "INVALID_ARGUMENT FILE_TOO_LARGE"},
  };
  for (const auto& c : cases) {
    const Outcome outcome = Parse({c.file, "tests/samples/letter_blank.txt"}, "json");
    EXPECT_EQ(outcome.code, 1) << c.file;
    EXPECT_NE(outcome.err.find(c.reason), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.err.find(c.file), std::string::npos) << outcome.err;
    EXPECT_NE(outcome.out.find("UBND-VX"), std::string::npos) << "a bad file does not stop the others";
  }
}

TEST(RunParse, SaysHowAFileWasRead) {
  const Temporary directory;
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string("KE HOACH")) utf16 += {c, '\0'};
  const Outcome outcome = Parse({directory.Write("a.txt", utf16)}, "json");
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.err.find("a.txt: the text was in the encoding UTF-16"), std::string::npos) << outcome.err;
}

TEST(RunParse, SeveralDocumentsAreOneJsonArray) {
  const Temporary directory;
  const std::string bad = directory.Write("empty.txt", "");
  const Outcome outcome = Parse({"tests/samples/letter_blank.txt", bad, "tests/samples/plan_district.txt"}, "json");
  google::protobuf::ListValue documents;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(outcome.out, &documents).ok()) << outcome.out;
  EXPECT_EQ(documents.values_size(), 2);
}

TEST(RunParse, WritesOneFileForEachDocument) {
  const Temporary directory;
  std::ostringstream out, err;
  const ParseOptions options{{"tests/samples/plan_district.txt", "tests/samples/plan_province.txt"},
                             "json",
                             (directory.path() / "made").string()};
  EXPECT_EQ(RunParse(options, out, err), 0) << err.str();
  EXPECT_TRUE(std::filesystem::exists(directory.path() / "made" / "plan_district.json"));
  EXPECT_TRUE(std::filesystem::exists(directory.path() / "made" / "plan_province.json"));
  EXPECT_EQ(out.str(), "");
}

// The measure for real documents: scored against answers made by hand.
TEST(RunParse, ReadsRealDocumentsWell) {
  const char* given = getenv("DONDOC_SHARED");
  const std::filesystem::path shared = given != nullptr ? given : "../shared";
  const std::filesystem::path gold = shared / "extraction" / "gold";
  if (!std::filesystem::exists(gold) || std::system("python3 -c pass >/dev/null 2>&1") != 0) {
    GTEST_SKIP() << "no gold answers at " << gold << " (DONDOC_SHARED), or no python3";
  }
  const Temporary directory;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(gold)) {
    const std::string name = entry.path().stem().string() + ".txt";
    for (const auto& folder : {shared / "seeds", shared / "corpus" / "full"}) {
      if (std::filesystem::exists(folder / name)) {
        files.push_back((folder / name).string());
      }
    }
  }
  std::ostringstream out, err;
  ASSERT_EQ(RunParse(ParseOptions{files, "json", directory.path().string()}, out, err), 0) << err.str();
  const std::string command = "python3 " + (shared / "extraction" / "score.py").string() + " " + gold.string() + " " +
                              directory.path().string();
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  ASSERT_NE(pipe, nullptr);
  std::string scores;
  std::array<char, 4096> buffer;
  while (fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) {
    scores += buffer.data();
  }
  const size_t at = scores.find("macro F1 ");
  ASSERT_NE(at, std::string::npos) << scores;
  EXPECT_GE(std::stod(scores.substr(at + 9)), 0.95) << scores;
}

}  // namespace
}  // namespace dondoc::cli
