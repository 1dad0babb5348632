// What a list shows, and what a count counts, is what the caller may see one by one: for callers, units and objects at
// random (DONDOC_SEED for another run). One file *_lists_pgtest.cc for the lists of each subject.
#pragma once

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/access/country.h"

namespace dondoc::access_test {

using Ids = std::set<std::string>;

class ListsTest : public ::testing::Test {
 protected:
  ListsTest();

  template <typename T>
  const T& Any(const std::vector<T>& of) {
    return of[std::uniform_int_distribution<std::size_t>(0, of.size() - 1)(random_)];
  }
  bool Toss() { return std::bernoulli_distribution(0.5)(random_); }

  // Somebody in up to three units, in some roles of each.
  access::Caller Somebody();
  static std::string Describe(const access::Caller& caller);

  // Whether the object is there for the caller: who may not see it is told so, or that there is none.
  static bool IsShown(const absl::Status& status);

  // All of a list, page after page; nothing for who has no role that reads.
  template <typename Stub, typename Request, typename Response, typename Take>
  void ReadAll(Stub& stub, grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*), Request list,
               const Take& take) {
    for (int pages = 0; pages < 1000; ++pages) {
      const absl::StatusOr<Response> page = country_.Call<Response>(stub, method, list);
      if (!page.ok()) {
        EXPECT_TRUE(absl::IsPermissionDenied(page.status())) << page.status();
        return;
      }
      take(*page);
      if (page->next_page_token().empty()) return;
      list.set_page_token(page->next_page_token());
    }
    ADD_FAILURE() << "a list without end";
  }

  std::mt19937 random_{20261121};
  Country country_;
  std::vector<std::string> units_, living_;  // all, and those that exist
};

}  // namespace dondoc::access_test
