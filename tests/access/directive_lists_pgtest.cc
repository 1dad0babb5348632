// Lists of directives.
#include "tests/access/lists_fixture.h"

namespace dondoc::access_test {
namespace {

TEST_F(ListsTest, Directives) {
  using namespace directive::v1;  // NOLINT(google-build-using-namespace): a list of its messages
  using Stub = DirectiveService::Stub;
  std::vector<std::string> all;
  for (int i = 0; i < 24; ++i) {
    country_.own = Any(living_);  // nobody takes in anything for a unit that has ended
    country_.issuer = Any(units_);
    country_.recipient = Any(units_);
    Directive directive = country_.NewDraft();
    if (Toss()) directive = country_.Issue(directive);
    all.push_back(directive.id());
  }
  std::size_t shown = 0;
  for (int i = 0; i < 60; ++i) {
    country_.caller = Somebody();
    SCOPED_TRACE(Describe(country_.caller));
    Ids one_by_one;
    for (const std::string& id : all) {
      GetDirectiveRequest get;
      get.set_directive(id);
      if (IsShown(country_.Call<Directive>(*country_.directives, &Stub::GetDirective, get).status()))
        one_by_one.insert(id);
    }
    Ids listed, found;
    ListDirectivesRequest list;
    list.set_page_size(5);
    ReadAll(*country_.directives, &Stub::ListDirectives, list, [&](const ListDirectivesResponse& page) {
      for (const DirectiveSummary& summary : page.directives()) listed.insert(summary.id());
    });
    SearchDirectivesRequest search;
    search.set_query("kiểm tra quyền");
    search.set_page_size(5);
    ReadAll(*country_.directives, &Stub::SearchDirectives, search, [&](const SearchDirectivesResponse& page) {
      for (const FoundDirective& one : page.directives()) found.insert(one.directive().id());
    });
    EXPECT_EQ(listed, one_by_one);
    EXPECT_EQ(found, one_by_one);
    shown += listed.size();
  }
  EXPECT_GT(shown, all.size());
}

}  // namespace
}  // namespace dondoc::access_test
