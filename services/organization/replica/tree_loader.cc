#include "services/organization/replica/tree_loader.h"

#include <string>
#include <utility>

#include "common/log/log.h"
#include "common/messaging/backoff.h"
#include "common/rpc/client.h"
#include "common/status/status.h"
#include "services/organization/replica/sql.h"
#include "services/organization/replica/tree_intake.h"

namespace dondoc::organization::replica {
namespace {

using Stub = v1::TreeService::Stub;

// Of a part, which takes milliseconds.
constexpr std::chrono::seconds kStatementTimeout{20};

bool IsBehind(const CopyState& known, const v1::TreeState& tree) {
  return known.change < tree.change() || known.units < tree.units() ||
         known.succession_steps < tree.succession_steps() || known.oldest_form < kUnitForm;
}

// Whatever was counted of the units.
bool IsAsFar(CopyState known, const CopyState& before) {
  known.units = before.units;
  return known == before;
}

// What a process begins with that cannot have the newest tree.
absl::Status GoOnWith(const CopyState& known, const absl::Status& cause) {
  if (known.change > 0 && known.units > 0) {
    log::Warning("copy of the unit tree used as it was", {{"change", known.change}, {"cause", cause.ToString()}});
    return absl::OkStatus();
  }
  return Unavailable("TREE_NOT_LOADED",
                     "there is no copy of the unit tree yet, and the organization service does not "
                     "hand it out: " +
                         std::string(cause.message()));
}

}  // namespace

TreeLoader::TreeLoader(const std::shared_ptr<grpc::Channel>& organization, pg::Database& database,
                       SuccessionStep enacted, SuccessionStep undone, TreeLoaderOptions options)
    : organization_(v1::TreeService::NewStub(organization)),
      database_(database),
      enacted_(std::move(enacted)),
      undone_(std::move(undone)),
      options_(options) {}

absl::StatusOr<CopyState> TreeLoader::Known(bool count_units) {
  return database_.Run({.read_only = true}, [&](pg::Transaction& tx) { return FindCopyState(tx, count_units); });
}

absl::StatusOr<v1::TreeState> TreeLoader::Ask(bool at_start, const std::stop_token& stop) {
  v1::GetTreeStateRequest request;
  request.set_count_units(at_start);
  rpc::InvokeOptions options{.timeout = options_.ask_timeout, .stop = stop};
  // A whole system that starts: organization may be a moment later.
  if (at_start) options.on_retry = [](const absl::Status&) {};
  return rpc::Invoke<v1::TreeState>(*organization_, &Stub::GetTreeState, request, options);
}

absl::StatusOr<bool> TreeLoader::Load(const v1::TreeState& wanted, const std::optional<CopyState>& still,
                                      const std::stop_token& stop) {
  v1::TreeState loaded;
  const auto take = [&](pg::Transaction& tx) -> absl::Status {
    // It ends with the stream, however slowly that comes: cut off in between, all would begin anew.
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kWaitForParts, std::to_string(options_.load_timeout.count())).status());
    // And the tables that it fills, which the planner believes to be as small as they were, are gone through by index.
    DONDOC_RETURN_IF_ERROR(tx.Execute(sql::kGoByIndexes).status());
    DONDOC_RETURN_IF_ERROR(LockCopy(tx));
    // Another process may have been faster.
    DONDOC_ASSIGN_OR_RETURN(const CopyState known, FindCopyState(tx, /*count_units=*/true));
    if (!IsBehind(known, wanted)) return absl::OkStatus();
    // Or a batch of facts, which held the lock: it is seen only now, and others follow it.
    if (still && !IsAsFar(known, *still)) return absl::OkStatus();
    TreeIntake intake(enacted_, undone_);
    DONDOC_RETURN_IF_ERROR(rpc::Read<v1::TreePart>(*organization_, &Stub::GetTree, v1::GetTreeRequest(),
                                                   {.timeout = options_.load_timeout, .stop = stop},
                                                   [&](const v1::TreePart& part) { return intake.Take(tx, part); }));
    loaded = intake.state();
    return intake.Finish(tx);
  };
  DONDOC_RETURN_IF_ERROR(database_.Run({.timeout = kStatementTimeout}, take));
  if (loaded.change() > 0) {
    log::Info("unit tree loaded", {{"change", loaded.change()}, {"units", loaded.units()}});
  }
  return loaded.change() > 0;
}

absl::Status TreeLoader::Prepare(const std::stop_token& stop) {
  DONDOC_ASSIGN_OR_RETURN(const CopyState known, Known(/*count_units=*/true));
  const absl::StatusOr<v1::TreeState> tree = Ask(/*at_start=*/true, stop);
  if (stop.stop_requested()) return absl::CancelledError("asked to stop");
  if (!tree.ok()) return GoOnWith(known, tree.status());
  if (IsBehind(known, *tree)) {
    const absl::Status loaded = Load(*tree, std::nullopt, stop).status();
    // Another process loads the same copy, and keeps this one waiting: it is there in a moment.
    if (loaded.ok() || absl::IsAborted(loaded) || stop.stop_requested()) return loaded;
    return GoOnWith(known, loaded);
  }
  if (known.change > tree->change()) {
    log::Warning("copy of the unit tree ahead of the tree: has organization's database gone back?",
                 {{"change", known.change}, {"of_the_tree", tree->change()}});
  } else {
    log::Info("copy of the unit tree complete", {{"change", known.change}, {"units", known.units}});
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> TreeLoader::Look(const std::stop_token& stop) {
  // First the copy: what the tree says later it can only be behind.
  DONDOC_ASSIGN_OR_RETURN(const CopyState known, Known(/*count_units=*/false));
  DONDOC_ASSIGN_OR_RETURN(const v1::TreeState tree, Ask(/*at_start=*/false, stop));
  if (!IsBehind(known, tree)) {
    lag_.reset();
    SayThatItMoves(known);
    return false;
  }
  if (!lag_ || lag_->known != known) {
    lag_ = {.known = known};
    SayThatItMoves(known);
    return false;
  }
  // What loading did not mend, loading the same again will not.
  if (lag_->loaded && lag_->change == tree.change() && lag_->succession_steps == tree.succession_steps()) return false;
  if (++lag_->still < options_.patience) return false;
  // Loading is tried at each look from here on, until it moves: that is one standstill.
  if (!std::exchange(standstill_said_, true)) {
    log::Warning("copy of the unit tree does not move", {{"change", known.change},
                                                         {"behind", tree.change()},
                                                         {"waiting_parts", known.waiting},
                                                         {"waiting_parts_of_plans", known.waiting_plans}});
  }
  DONDOC_ASSIGN_OR_RETURN(const bool loaded, Load(tree, known, stop));
  if (!loaded) {
    lag_.reset();
    return false;
  }
  DONDOC_ASSIGN_OR_RETURN(const CopyState now, Known(/*count_units=*/false));
  lag_ = {.known = now, .change = tree.change(), .succession_steps = tree.succession_steps(), .loaded = true};
  return true;
}

void TreeLoader::SayThatItMoves(const CopyState& known) {
  if (std::exchange(standstill_said_, false))
    log::Info("copy of the unit tree moves again", {{"change", known.change}});
}

void TreeLoader::Follow(const std::stop_token& stop) {
  bool said = false;
  while (!stop.stop_requested()) {
    messaging::WaitFor(stop, options_.look_every);
    if (stop.stop_requested()) return;
    const absl::StatusOr<bool> looked = Look(stop);
    if (stop.stop_requested()) return;
    // Said once for each time that organization goes away: the copy is there for just that.
    if (!looked.ok() && !said) {
      log::Warning("copy of the unit tree not compared", {{"cause", looked.status().ToString()}});
    }
    said = !looked.ok();
  }
}

}  // namespace dondoc::organization::replica
