#include "common/tokens/claims_json.h"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace dondoc::tokens {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

constexpr std::int64_t kLastSecond = 253402300799;  // of the year 9999

// An object, or a discarded value. Members that come twice discard all: readers differ in which one counts.
Json ParseObject(std::string_view text) {
  std::vector<std::set<std::string>> open;
  bool twice = false;
  const auto watch = [&](int /*depth*/, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key && !open.back().insert(parsed.get<std::string>()).second) twice = true;
    return true;
  };
  Json json = Json::parse(text.begin(), text.end(), watch, /*allow_exceptions=*/false);
  return twice || !json.is_object() ? Json(Json::value_t::discarded) : json;
}

// Reads members of one object; remembers whether any was not as it must be.
class Members {
 public:
  explicit Members(const Json& object) : object_(object) {}

  std::string Text(const char* name, bool required) {
    const Json* member = Find(name, required);
    if (member == nullptr) return {};
    if (!member->is_string()) return Fail<std::string>();
    return member->get<std::string>();
  }

  // `otherwise` where it is not there; nothing makes it required.
  TimePoint Time(const char* name, std::optional<TimePoint> otherwise = std::nullopt) {
    const Json* member = Find(name, !otherwise);
    if (member == nullptr) return otherwise.value_or(TimePoint());
    if (!member->is_number_unsigned() || member->get<std::uint64_t>() > kLastSecond) return Fail<TimePoint>();
    return TimePoint(std::chrono::seconds(member->get<std::int64_t>()));
  }

  std::vector<UnitRoles> Units(const char* name) {
    const Json* member = Find(name, false);
    if (member == nullptr) return {};
    std::vector<UnitRoles> units;
    if (!member->is_array()) return Fail<std::vector<UnitRoles>>();
    for (const Json& entry : *member) {
      if (!entry.is_object()) return Fail<std::vector<UnitRoles>>();
      Members inner(entry);
      units.push_back({.unit_id = inner.Text("unit", true), .roles = inner.Texts("roles")});
      ok_ = ok_ && inner.ok();
    }
    return units;
  }

  std::vector<std::string> Texts(const char* name) {
    const Json* member = Find(name, true);
    std::vector<std::string> texts;
    if (member == nullptr || !member->is_array()) return Fail<std::vector<std::string>>();
    for (const Json& entry : *member) {
      if (!entry.is_string()) return Fail<std::vector<std::string>>();
      texts.push_back(entry.get<std::string>());
    }
    return texts;
  }

  bool ok() const { return ok_; }

 private:
  const Json* Find(const char* name, bool required) {
    const auto found = object_.find(name);
    if (found != object_.end()) return &*found;
    ok_ = ok_ && !required;
    return nullptr;
  }

  template <typename T>
  T Fail() {
    ok_ = false;
    return T();
  }

  const Json& object_;
  bool ok_ = true;
};

std::vector<std::string> Words(const std::string& text) {
  std::vector<std::string> words;
  std::size_t from = 0;
  while (from < text.size()) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    if (to > from) words.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

std::int64_t Seconds(TimePoint moment) {
  return std::chrono::floor<std::chrono::seconds>(moment.time_since_epoch()).count();
}

}  // namespace

std::string WriteHeader(const Header& header) {
  OrderedJson json;
  json["alg"] = header.algorithm;
  json["kid"] = header.key_id;
  if (header.type) json["typ"] = *header.type;
  return json.dump();
}

std::optional<Header> ReadHeader(std::string_view text) {
  const Json json = ParseObject(text);
  if (json.is_discarded()) return std::nullopt;
  Members members(json);
  Header header{.algorithm = members.Text("alg", true), .key_id = members.Text("kid", true)};
  std::size_t known = 2;
  if (json.contains("typ")) {
    header.type = members.Text("typ", true);
    ++known;
  }
  if (!members.ok() || json.size() != known) return std::nullopt;
  return header;
}

std::optional<std::string> WriteClaims(const Claims& claims) {
  OrderedJson json;
  json["iss"] = claims.issuer;
  json["aud"] = claims.audience;
  json["sub"] = claims.subject;
  if (!claims.id.empty()) json["jti"] = claims.id;
  if (!claims.name.empty()) json["name"] = claims.name;
  if (!claims.session_id.empty()) json["sid"] = claims.session_id;
  json["iat"] = Seconds(claims.issued_at);
  json["nbf"] = Seconds(claims.not_before);
  json["exp"] = Seconds(claims.expires_at);
  if (!claims.scopes.empty()) {
    std::string scope;
    for (const std::string& word : claims.scopes) scope += (scope.empty() ? "" : " ") + word;
    json["scope"] = scope;
  }
  for (const UnitRoles& unit : claims.units) json["units"].push_back({{"unit", unit.unit_id}, {"roles", unit.roles}});
  try {
    return json.dump();
  } catch (const OrderedJson::exception&) {  // what is not UTF-8
    return std::nullopt;
  }
}

std::optional<Claims> ReadClaims(std::string_view text) {
  const Json json = ParseObject(text);
  if (json.is_discarded()) return std::nullopt;
  Members members(json);
  Claims claims;
  claims.issuer = members.Text("iss", true);
  claims.audience = members.Text("aud", true);
  claims.subject = members.Text("sub", true);
  claims.id = members.Text("jti", false);
  claims.name = members.Text("name", false);
  claims.session_id = members.Text("sid", false);
  claims.issued_at = members.Time("iat");
  claims.not_before = members.Time("nbf", claims.issued_at);
  claims.expires_at = members.Time("exp");
  claims.scopes = Words(members.Text("scope", false));
  claims.units = members.Units("units");
  if (!members.ok()) return std::nullopt;
  return claims;
}

}  // namespace dondoc::tokens
