// One document, one reading: whatever form a sample comes in, what it says is the same.
#include <gtest/gtest.h>

#include <string>

#include "common/status/status_matchers.h"
#include "services/directive/domain/reading/read_directive.h"
#include "services/directive/files/read_file.h"
#include "services/directive/files/testing/docx_file.h"
#include "services/directive/files/testing/essence.h"
#include "services/directive/files/testing/sample.h"

namespace dondoc::directive::files {
namespace {

using testing::EssenceOf;

class FormsTest : public ::testing::TestWithParam<std::string> {
 protected:
  std::string Expected() const { return EssenceOf(ReadDirective(testing::SampleText(GetParam()))); }

  static std::string Read(const std::string& bytes, FileForm form) {
    const auto file = ReadFile(bytes);
    if (!file.ok()) return std::string(file.status().message());
    EXPECT_EQ(file->form, form);
    return EssenceOf(ReadDirective(file->text));
  }
};

TEST_P(FormsTest, Html) { EXPECT_EQ(Read(HtmlOf(testing::ReadSample(GetParam())), FileForm::kHtml), Expected()); }

TEST_P(FormsTest, Docx) { EXPECT_EQ(Read(DocxOf(testing::ReadSample(GetParam())), FileForm::kDocx), Expected()); }

INSTANTIATE_TEST_SUITE_P(Samples, FormsTest, ::testing::ValuesIn(testing::SampleNames()),
                         [](const auto& each) { return each.param.substr(0, each.param.find('.')); });

}  // namespace
}  // namespace dondoc::directive::files
