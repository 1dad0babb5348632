// For tests of commands where levels have databases of their own: servers at sockets of their own, which the
// environment names, and `dondoc` typed to them.
#pragma once

#include <google/protobuf/util/json_util.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <functional>
#include <memory>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "common/testing/temp_dir.h"
#include "dondoc/organization/v1/organization_service.grpc.pb.h"
#include "tools/dondoc/cli_support.h"

namespace dondoc::cli {

// A process that serves at a socket of its own.
class Served {
 public:
  explicit Served(const std::vector<grpc::Service*>& services) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    for (grpc::Service* service : services) builder.RegisterService(service);
    server_ = builder.BuildAndStart();
  }

 private:
  dondoc::testing::TempDir directory_;

 public:
  const std::string address = "unix:" + (directory_.path() / "s").string();

 private:
  std::unique_ptr<grpc::Server> server_;
};

// Knows every unit by its id.
class AnyUnit final : public organization::v1::OrganizationService::Service {
 public:
  grpc::Status GetUnit(grpc::ServerContext*, const organization::v1::GetUnitRequest* request,
                       organization::v1::Unit* answer) override {
    answer->set_id(request->unit_id());
    return grpc::Status::OK;
  }
};

class CellsTest : public ::testing::Test {
 protected:
  ~CellsTest() override {
    for (const std::string& name : named_) unsetenv(name.c_str());
  }

  // Where a service is: `name` as in the environment, "ASSIGNMENT"; the addresses of its cells with commas.
  void Name(const std::string& name, const std::string& addresses) {
    setenv(("DONDOC_" + name).c_str(), addresses.c_str(), 1);
    named_.insert("DONDOC_" + name);
  }

  // What `dondoc` is made of here.
  virtual void Register(CLI::App& app, Session& session) = 0;

  // Runs `dondoc` with the words; what it prints, its error behind it.
  std::string Type(std::vector<std::string> words, int exit_code = 0) {
    std::ostringstream out, err;
    CLI::App app;
    Session session(out, err);
    session.AddOptions(app);
    Register(app, session);
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    EXPECT_EQ(session.exit_code(), exit_code) << err.str();
    return out.str() + err.str();
  }
  template <typename Message>
  Message Json(std::vector<std::string> words) {
    words.push_back("--format=json");
    Message message;
    const std::string text = Type(words);
    EXPECT_TRUE(google::protobuf::util::JsonStringToMessage(text, &message).ok()) << text;
    return message;
  }

 private:
  std::set<std::string> named_;
};

}  // namespace dondoc::cli
