#include "services/organization/replica/tree_cache.h"

#include <condition_variable>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "services/organization/replica/replica.h"
#include "services/organization/replica/sql.h"

namespace dondoc::organization::replica {
namespace {

// Units in the memory of libpq at once.
constexpr std::size_t kPage = 20000;

absl::StatusOr<UnitId> DecodeId(const std::string& text) {
  const std::optional<UnitId> id = ParseUnitId(text);
  if (!id) return Internal("'" + text + "' in the copy of the tree is no UUID");
  return *id;
}

TreeLevel DecodeLevel(const std::string& text) {
  if (text == "CENTRAL") return TreeLevel::kCentral;
  if (text == "PROVINCE") return TreeLevel::kProvince;
  if (text == "DISTRICT") return TreeLevel::kDistrict;
  return text == "COMMUNE" ? TreeLevel::kCommune : TreeLevel::kUnknown;
}

// A unit as its first row says; its states are added from all of its rows.
absl::StatusOr<TreeUnit> Decode(const pg::Row& row) {
  TreeUnit unit;
  DONDOC_ASSIGN_OR_RETURN(unit.id, DecodeId(row.Get<std::string>("id")));
  unit.level = DecodeLevel(row.Get<std::string>("level"));
  unit.kind = row.Get<std::string>("kind");
  unit.valid_from = row.Get<std::optional<Day>>("valid_from");
  unit.valid_to = row.Get<std::optional<Day>>("valid_to");
  return unit;
}

absl::StatusOr<TreeUnit::State> DecodeState(const pg::Row& row) {
  TreeUnit::State state;
  state.from = row.Get<std::optional<Day>>("state_from");
  if (const auto superior = row.Get<std::optional<std::string>>("superior_id")) {
    DONDOC_ASSIGN_OR_RETURN(state.superior, DecodeId(*superior));
  }
  return state;
}

// All units of changes after one, a page at a time. What is newer than the complete change may be among them, and will
// be read again.
absl::StatusOr<std::vector<TreeUnit>> ListTreeUnits(pg::Transaction& tx, std::int64_t known) {
  std::vector<TreeUnit> units;
  std::optional<std::string> last;
  for (std::size_t before = 0; units.size() == before; before += kPage) {
    DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kListTreeUnits, last, kPage, known));
    for (const pg::Row row : rows) {
      auto id = row.Get<std::string>("id");
      if (id != last) {
        DONDOC_ASSIGN_OR_RETURN(TreeUnit unit, Decode(row));
        units.push_back(std::move(unit));
        last = std::move(id);
      }
      DONDOC_ASSIGN_OR_RETURN(const TreeUnit::State state, DecodeState(row));
      units.back().states.push_back(state);
    }
  }
  return units;
}

absl::StatusOr<std::int64_t> FindCompleteChange(pg::Transaction& tx) {
  DONDOC_ASSIGN_OR_RETURN(const pg::Result rows, tx.Execute(sql::kFindCompleteChange));
  return rows[0].Get<std::int64_t>("change");
}

}  // namespace

std::shared_ptr<const Tree> TreeCache::Get() const {
  const std::lock_guard lock(mutex_);
  return tree_;
}

absl::Status TreeCache::Refresh() {
  const std::lock_guard one_at_a_time(refresh_);
  const std::shared_ptr<const Tree> known = Get();
  using Read = absl::StatusOr<std::shared_ptr<const Tree>>;
  const Read read = database_.Run({.read_only = true}, [&](pg::Transaction& tx) -> Read {
    // First the number: the units are at least what it promises.
    DONDOC_ASSIGN_OR_RETURN(const std::int64_t complete, FindCompleteChange(tx));
    if (complete <= known->change()) return known;
    // A tree without units knows nothing, whatever its change; rows of before this was written down are of change 0.
    DONDOC_ASSIGN_OR_RETURN(const std::vector<TreeUnit> news,
                            ListTreeUnits(tx, known->size() == 0 ? -1 : known->change()));
    if (known->size() == 0) return std::make_shared<const Tree>(news, complete);
    return std::make_shared<const Tree>(known->With(news, complete));
  });
  if (!read.ok()) return read.status();
  const std::lock_guard lock(mutex_);
  tree_ = *read;
  return absl::OkStatus();
}

absl::StatusOr<std::shared_ptr<const Tree>> TreeCache::AtLeast(std::int64_t tree_change) {
  std::shared_ptr<const Tree> tree = Get();
  if (tree->change() >= tree_change) return tree;
  DONDOC_RETURN_IF_ERROR(Refresh());
  tree = Get();
  if (tree->change() >= tree_change) return tree;
  return TreeBehind(tree->change(), tree_change);
}

absl::StatusOr<std::string> TreeCache::NameOf(std::string_view unit_id) const {
  return database_.Run({.read_only = true}, [&](pg::Transaction& tx) -> absl::StatusOr<std::string> {
    DONDOC_ASSIGN_OR_RETURN(const std::optional<Unit> unit, FindUnit(tx, unit_id));
    return unit ? unit->name + " (" + unit->territory_code + ")" : std::string();
  });
}

void TreeCache::Follow(std::stop_token stop, std::chrono::milliseconds pause) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    // The database says itself what is wrong with it; here the tree merely stays as old as it is.
    Refresh().IgnoreError();
    stopped.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace dondoc::organization::replica
