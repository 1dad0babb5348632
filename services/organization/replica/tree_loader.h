// Loads the copy of the tree from the organization service: whole, where there is none yet or it is not complete, as in
// a service that is new, in a new cell's database, behind a stream that was lost, or
// where units were taken over by an older version that did not know all of their fields (kUnitForm). Facts do the rest.
//
// What is handed out is the tree at one moment, taken over in one transaction (tree_intake.h): whoever is killed
// meanwhile has what he had, and facts that come meanwhile wait.
//
// Services do not use this directly, but with keep_copy.h.
#pragma once

#include <grpcpp/channel.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/postgres/database.h"
#include "dondoc/organization/v1/tree_service.grpc.pb.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/succession.h"

namespace dondoc::organization::replica {

struct TreeLoaderOptions {
  std::chrono::milliseconds ask_timeout{2000};
  std::chrono::milliseconds load_timeout{300000};
  // How often the copy is compared while the process serves.
  std::chrono::milliseconds look_every{3000};
  // One that is behind and has not moved at so many looks in a row is loaded again. Facts that are on their way take
  // milliseconds; on a machine with its hands full, where a whole country changes, a batch of them takes seconds, and
  // to load would only add to that.
  int patience = 5;
};

// Prepare and then Follow, or Look, from one thread at a time. Any number of processes may load one copy at once.
class TreeLoader {
 public:
  // `database`, with the copy, must outlive it. The steps are those of OnSuccessionEnacted and OnSuccessionUndone: a
  // loaded tree, too, may say that a succession has taken effect.
  TreeLoader(const std::shared_ptr<grpc::Channel>& organization, pg::Database& database,
             SuccessionStep enacted = nullptr, SuccessionStep undone = nullptr, TreeLoaderOptions options = {});

  // Makes the copy complete: asks how far the tree is, and loads it where the copy is not as far, has fewer units or
  // some in an older form. Where the organization service does not hand it out, a copy from before is used as it is
  // (and the log says so). UNAVAILABLE, reason TREE_NOT_LOADED, where there is none; CANCELLED, at once, when asked to
  // stop; errors of the database.
  absl::Status Prepare(const std::stop_token& stop);

  // Compares the copy, and loads it where it is behind and has been the same for some looks (patience): no unit, part
  // of a change or part of a plan has come. Whether it was loaded.
  // CANCELLED when asked to stop.
  absl::StatusOr<bool> Look(const std::stop_token& stop);

  // Looks now and then until asked to stop.
  void Follow(const std::stop_token& stop);

 private:
  absl::StatusOr<CopyState> Known(bool count_units);
  absl::StatusOr<v1::TreeState> Ask(bool at_start, const std::stop_token& stop);
  // Loads it where it is behind `wanted` and, where `still` is given, is as it was then. Whether it was loaded.
  absl::StatusOr<bool> Load(const v1::TreeState& wanted, const std::optional<CopyState>& still,
                            const std::stop_token& stop);

  void SayThatItMoves(const CopyState& known);

  const std::unique_ptr<v1::TreeService::Stub> organization_;
  pg::Database& database_;
  const SuccessionStep enacted_, undone_;
  const TreeLoaderOptions options_;
  // The copy that was behind at the last look, and what it was behind.
  struct Lag {
    CopyState known;
    std::int64_t change = 0;
    std::int64_t succession_steps = 0;
    int still = 0;        // looks since, at which it was the same
    bool loaded = false;  // and stayed so all the same
  };
  std::optional<Lag> lag_;
  bool standstill_said_ = false;
};

}  // namespace dondoc::organization::replica
