// The organization service of the tests: a handful of units of an invented district, and a switch that takes it away.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/status/status.h"
#include "services/directive/app/unit_directory.h"

namespace dondoc::directive::testing {

inline constexpr char kDistrict[] = "00000000-0000-7000-8000-0000000000d1";
inline constexpr char kEducation[] = "00000000-0000-7000-8000-0000000000d2";
inline constexpr char kFinance[] = "00000000-0000-7000-8000-0000000000d3";
inline constexpr char kProvince[] = "00000000-0000-7000-8000-0000000000e1";

class Units final : public app::UnitDirectory {
 public:
  absl::StatusOr<app::ResolvedNames> Resolve(const std::vector<std::string>& names, const std::string& seen_from,
                                             std::optional<Day>) override {
    if (away) {
      return Unavailable("ORGANIZATION_AWAY", "the organization service is away");
    }
    ++asked;
    app::ResolvedNames resolved{.bodies = {}, .tree_change = change};
    for (const std::string& name : names) {
      NamedBody body{.name = name, .meaning = {}, .candidates = {}};
      const auto found = known_.find(name);
      // Whatever is not a full name is seen from the district only.
      if (found != known_.end() && (found->second.second || seen_from == kDistrict)) {
        body.meaning = found->second.first;
      } else if (found == known_.end()) {
        body.candidates = {{kEducation, "Phòng Giáo dục và Đào tạo huyện Suối Bạc"}};
      }
      resolved.bodies.push_back(std::move(body));
    }
    return resolved;
  }

  absl::StatusOr<app::KnownUnit> FindUnit(const std::string& id) override {
    if (away) {
      return Unavailable("ORGANIZATION_AWAY", "the organization service is away");
    }
    for (const auto& [name, meaning] : known_) {
      if (meaning.first.unit_id == id && meaning.second) {
        return app::KnownUnit{id, name, meaning.first.level, change};
      }
    }
    return NotFound("UNIT_NOT_FOUND", "there is no unit " + id);
  }

  absl::Status RequireExisting(const std::vector<NamedBody>& bodies, Day day) override {
    if (away) {
      return Unavailable("ORGANIZATION_AWAY", "the organization service is away");
    }
    for (const NamedBody& body : bodies) {
      const auto last = ended.find(body.meaning.unit_id);
      if (last != ended.end() && last->second <= day) {
        return FailedPrecondition("UNIT_ENDED", "the unit " + last->first + " has ended");
      }
    }
    return absl::OkStatus();
  }

  std::map<std::string, Day> ended;  // the first day on which a unit is no longer there
  bool away = false;
  int asked = 0;
  std::int64_t change = 7;

 private:
  static Meaning Unit(const char* id, Level level) { return {id, std::nullopt, level}; }
  // Name to what it means, and whether it is a full name.
  const std::map<std::string, std::pair<Meaning, bool>> known_ = {
      {"Ủy ban nhân dân huyện Suối Bạc", {Unit(kDistrict, Level::kDistrict), true}},
      {"Ủy ban nhân dân tỉnh Nam Sơn", {Unit(kProvince, Level::kProvince), true}},
      {"Phòng Giáo dục và Đào tạo huyện Suối Bạc", {Unit(kEducation, Level::kDistrict), true}},
      {"Phòng Giáo dục và Đào tạo huyện", {Unit(kEducation, Level::kDistrict), false}},
      {"Phòng Tài chính - Kế hoạch huyện Suối Bạc", {Unit(kFinance, Level::kDistrict), true}},
      {"Phòng Tài chính - Kế hoạch huyện", {Unit(kFinance, Level::kDistrict), false}},
      {"Ủy ban nhân dân các xã, thị trấn",
       {{"", UnitGroup{kDistrict, Level::kCommune, {"UBND"}, {}, {"xã", "thị trấn"}, {}}, Level::kCommune}, false}}};
};

}  // namespace dondoc::directive::testing
