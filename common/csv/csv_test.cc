#include "common/csv/csv.h"

#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace dondoc::csv {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Table = std::vector<std::vector<std::string>>;

Table TableOf(Reader& reader) {
  Table table;
  while (const Record* record = reader.Next()) table.push_back(record->fields);
  return table;
}

Table Read(std::string_view text) {
  Reader reader(text);
  Table table = TableOf(reader);
  EXPECT_FALSE(reader.mistake()) << reader.mistake()->what;
  return table;
}

TEST(CsvTest, FieldsAndLines) {
  Reader reader(
      "\xEF\xBB\xBF"
      "a,b\r\n1,\n\r\n\n\"x, \"\"y\"\"\nz\",2\r\n,\n3");
  const auto next = [&](int line) {
    const Record* record = reader.Next();
    EXPECT_EQ(record->line, line);
    return record->fields;
  };
  EXPECT_THAT(next(1), ElementsAre("a", "b"));
  EXPECT_THAT(next(2), ElementsAre("1", ""));
  EXPECT_THAT(next(5), ElementsAre("x, \"y\"\nz", "2"));
  EXPECT_THAT(next(7), ElementsAre("", ""));
  EXPECT_THAT(next(8), ElementsAre("3"));
  EXPECT_EQ(reader.Next(), nullptr);
  EXPECT_EQ(reader.Next(), nullptr);
  EXPECT_FALSE(reader.mistake());
}

TEST(CsvTest, NothingIsNoRecord) {
  EXPECT_EQ(Read(""), Table());
  EXPECT_EQ(Read("\xEF\xBB\xBF"), Table());
  EXPECT_EQ(Read("\n\r\n\n"), Table());
  EXPECT_EQ(Read("\"\"\n"), Table({{""}})) << "a field that says that it is empty";
}

TEST(CsvTest, WhatIsNoLineEndIsOfTheField) {
  EXPECT_EQ(Read("a\rb,c\r"), Table({{"a\rb", "c\r"}}));
  EXPECT_EQ(Read("a\"b\",\" c\""), Table({{"a\"b\"", " c"}}));
}

TEST(CsvTest, TheFirstRecordSaysWhatSeparates) {
  EXPECT_EQ(Read("a;b\n1,5;2\n"), Table({{"a", "b"}, {"1,5", "2"}}));
  EXPECT_EQ(Read("a,b\n1;5,2\n"), Table({{"a", "b"}, {"1;5", "2"}}));
  EXPECT_EQ(Read("\"a,x\";b\n"), Table({{"a,x", "b"}}));
  EXPECT_EQ(Read("\"a\n,x\";b\n"), Table({{"a\n,x", "b"}}));
  EXPECT_EQ(Read("a\n1;2\n"), Table({{"a"}, {"1;2"}}));
}

TEST(CsvTest, AMistakeHasALineAndAColumn) {
  struct Case {
    std::string text;
    std::size_t records;
    int line, column;
    const char* what;
  };
  for (const Case& c : {
           Case{"a\n\"b\nc", 1, 2, 1, "not closed"},
           Case{"a,b\n1,\"", 1, 2, 2, "not closed"},
           Case{"a,b\n\"x\ny\",\"z\"w\nrest", 1, 3, 2, "behind its closing quote"},
           Case{"a,b\n\"x\"\r", 1, 2, 1, "behind its closing quote"},
           Case{"a,b;\n1,2;3\n\"1\";", 2, 3, 1, "behind its closing quote"},
           Case{std::string("a\n1,2,\0", 7), 1, 2, 3, "zero byte"},
           Case{"a,b,c,d,e\n", 0, 1, 5, "more than the 4"},
           Case{"a\n\n123456789", 1, 3, 1, "longer than 8 bytes"},
           Case{"a\n\"1234\n6789\"", 1, 2, 1, "longer than 8 bytes"},
       }) {
    Reader reader(c.text, {.fields = 4, .field_bytes = 8});
    EXPECT_EQ(TableOf(reader).size(), c.records) << c.text;
    ASSERT_TRUE(reader.mistake()) << c.text;
    EXPECT_EQ(reader.mistake()->line, c.line) << c.text;
    EXPECT_EQ(reader.mistake()->column, c.column) << c.text;
    EXPECT_THAT(reader.mistake()->what, HasSubstr(c.what));
    EXPECT_EQ(reader.Next(), nullptr);
  }
  EXPECT_EQ(Read(std::string(65536, 'x')).size(), 1U);
}

// One way of many to write a table down.
class Writer {
 public:
  Writer(std::mt19937& random, char separator) : random_(random), separator_(separator) {}

  std::string Write(const Table& table) {
    std::string text = Toss() ? "\xEF\xBB\xBF" : "";
    for (std::size_t i = 0; i < table.size(); ++i) {
      if (i > 0) text += Toss() ? "\n" : "\r\n";
      for (std::size_t f = 0; f < table[i].size(); ++f) {
        if (f > 0) text += separator_;
        text += Field(table[i][f], table[i].size() == 1);
      }
    }
    return text + (Toss() ? "\n" : "");
  }

 private:
  bool Toss() { return std::bernoulli_distribution(0.5)(random_); }

  std::string Field(const std::string& field, bool alone) {
    const bool must = field.find_first_of(",;\"\r\n") != std::string::npos || (alone && field.empty());
    if (!must && Toss()) return field;
    std::string quoted = "\"";
    for (const char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
  }

  std::mt19937& random_;
  const char separator_;
};

class CsvPropertyTest : public ::testing::Test {
 protected:
  CsvPropertyTest() {
    if (const char* seed = std::getenv("DONDOC_SEED")) random_.seed(static_cast<unsigned>(std::atoi(seed)));
  }
  std::size_t Below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(random_); }
  std::string Text(std::size_t longest) {
    static constexpr std::string_view kCharacters = ",;\"\r\nab\xC3\xA0 \t";
    std::string text;
    for (std::size_t left = Below(longest + 1); left > 0; --left) text += kCharacters[Below(kCharacters.size())];
    return text;
  }

  std::mt19937 random_{20261121};
};

TEST_F(CsvPropertyTest, WhatWasWrittenIsRead) {
  for (int i = 0; i < 20000; ++i) {
    // At least two fields in the first record: one that has no separator says none.
    Table table(1, std::vector<std::string>(2 + Below(4)));
    table.resize(1 + Below(5));
    for (std::vector<std::string>& record : table) {
      if (record.empty()) record.resize(1 + Below(5));
      for (std::string& field : record) field = Text(6);
    }
    const std::string text = Writer(random_, Below(2) == 0 ? ',' : ';').Write(table);
    ASSERT_EQ(Read(text), table) << text;
  }
}

TEST_F(CsvPropertyTest, WhateverIsReadIsReadAgain) {
  int whole = 0;
  for (int i = 0; i < 50000; ++i) {
    const std::string text = Text(24);
    Reader reader(text);
    Table table;
    int line = 0;
    while (const Record* record = reader.Next()) {
      ASSERT_GT(record->line, line) << text;
      line = record->line;
      ASSERT_FALSE(record->fields.empty());
      table.push_back(record->fields);
    }
    if (reader.mistake()) {
      ASSERT_GT(reader.mistake()->line, line) << text;
      ASSERT_GT(reader.mistake()->column, 0);
      continue;
    }
    ++whole;
    if (table.empty() || table.front().size() < 2) continue;
    ASSERT_EQ(Read(Writer(random_, reader.separator()).Write(table)), table) << text;
  }
  EXPECT_GT(whole, 1000);
}

}  // namespace
}  // namespace dondoc::csv
