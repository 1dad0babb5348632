#include "services/organization/domain/name_resolution/resolve_names.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/text/utf8.h"
#include "common/text/words.h"
#include "services/organization/domain/naming.h"

namespace dondoc::organization {
namespace {

constexpr std::size_t kLongestName = 400;     // bytes; what is longer is no name
constexpr std::size_t kLongestTerritory = 9;  // words
constexpr std::size_t kCandidates = 3;
constexpr double kSure = 0.8;     // a likeness from which on a name is taken for a unit's,
constexpr double kMargin = 0.05;  // provided that no other unit comes so close to it
constexpr double kPossible = 0.5;

// One way to split a name: what it calls the unit, and the territories that the unit may be of, in the order of
// preference.
struct Reading {
  Words core;
  std::vector<const Territory*> places;
};

Words Head(const Words& words, std::size_t count) {
  return {words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count)};
}
Words Tail(const Words& words, std::size_t from) {
  return {words.begin() + static_cast<std::ptrdiff_t>(from), words.end()};
}

// Without the titles at its beginning ("Chủ tịch, các Phó Chủ tịch UBND huyện"): the unit is meant.
Words WithoutTitles(const Words& name, const Vocabulary& vocabulary) {
  std::size_t at = 0;
  while (at < name.size()) {
    const std::size_t skip = name[at] == "cac" ? 1 : 0;
    if (at + skip >= name.size()) break;
    const Vocabulary::Match match = vocabulary.LongestTerm(name, at + skip);
    if (match.length == 0 || match.meanings->front().kind != TermKind::kTitle) break;
    at += skip + match.length;
  }
  return Tail(name, at);
}

// Without "của", "thuộc", "cấp" and the like at its end.
Words WithoutQualifiers(Words core, const Vocabulary& vocabulary) {
  for (bool changed = true; changed && !core.empty();) {
    changed = core.back() == "cap";
    if (changed) core.pop_back();
    for (std::size_t length = std::min<std::size_t>(4, core.size()); length > 0; --length) {
      const Vocabulary::Match match = vocabulary.LongestTerm(core, core.size() - length);
      if (match.length != length || match.meanings->front().kind != TermKind::kQualifier) continue;
      core.resize(core.size() - length);
      changed = true;
      break;
    }
  }
  return core;
}

class Resolver {
 public:
  Resolver(std::string_view name, const Surroundings& surroundings)
      : surroundings_(surroundings), lower_(ToLower(ToNfc(name))) {
    words_ = WithoutTitles(surroundings.vocabulary().reader().Read(name), surroundings.vocabulary());
    if (!words_.empty()) CollectReadings();
  }

  Meaning Resolve() {
    Meaning meaning;
    if (words_.empty() || surroundings_.chain().empty()) return meaning;
    if (Exact(meaning)) return meaning;
    if (meaning.candidates.empty()) {
      meaning.group = ReadGroup(words_, surroundings_);
      if (!meaning.group && !Alike(meaning)) meaning.candidates = Likeliest();
    }
    return meaning;
  }

 private:
  void CollectReadings() {
    const Vocabulary& vocabulary = surroundings_.vocabulary();
    for (std::size_t at = 1; at < words_.size(); ++at) {
      const Surroundings::Mention mention = surroundings_.MentionAt(words_, at);
      if (mention.length > 0 && at + mention.length == words_.size()) {
        readings_.push_back({WithoutQualifiers(Head(words_, at), vocabulary), mention.territories});
        return;
      }
    }
    for (std::size_t at = 1; at < words_.size(); ++at) {
      const TypeWordMatch type = MatchTypeWord(words_, at);
      if (type.length == 0) continue;
      if (at + type.length == words_.size()) {
        if (const Territory* place = surroundings_.ChainOf(type)) {
          readings_.push_back({WithoutQualifiers(Head(words_, at), vocabulary), {place}});
        }
        at += type.length - 1;
      } else if (const auto near = surroundings_.NearMentions(Tail(words_, at)); !near.empty()) {
        readings_.push_back({WithoutQualifiers(Head(words_, at), vocabulary), near});
      }
    }
    readings_.push_back({words_, surroundings_.chain()});
  }

  // Whether the name is a unit's, letter by letter; where it is that of several, they become candidates.
  bool Exact(Meaning& meaning) const {
    const std::vector<std::size_t> named = Nearest(surroundings_.ByFullName(words_));
    const std::vector<std::size_t> called = Nearest(surroundings_.ByAlias(words_));
    // Who only goes by the name is meant before those who bear it and are farther away.
    const bool is_nearer = !named.empty() && !called.empty() && DistanceOf(called) < DistanceOf(named);
    if (is_nearer) return Choose(called, words_, meaning);
    if (Choose(named, words_, meaning)) return true;
    for (const Reading& reading : readings_) {
      // A locality that may be two is not clear, unless only one of them has such a body.
      std::vector<std::size_t> found;
      for (const Territory* place : reading.places) {
        const auto& here = surroundings_.ByCore(place->id, reading.core);
        found.insert(found.end(), here.begin(), here.end());
        if (!found.empty() && reading.places == surroundings_.chain()) break;
      }
      if (Choose(found, reading.core, meaning)) return true;
    }
    return meaning.candidates.empty() && Choose(called, words_, meaning);
  }

  int DistanceOf(const std::vector<std::size_t>& nearest) const {
    return surroundings_.units()[nearest.front()].distance;
  }

  std::vector<std::size_t> Nearest(const std::vector<std::size_t>& indexes) const {
    std::vector<std::size_t> nearest;
    for (const std::size_t index : indexes) {
      const int distance = surroundings_.units()[index].distance;
      if (!nearest.empty() && distance < surroundings_.units()[nearest.front()].distance) nearest.clear();
      if (nearest.empty() || distance == surroundings_.units()[nearest.front()].distance) nearest.push_back(index);
    }
    return nearest;
  }

  // Takes the one unit of `indexes`; of several the one whose own name it is, then the one that is written with the
  // same diacritics.
  bool Choose(const std::vector<std::size_t>& indexes, const Words& core, Meaning& meaning) const {
    const auto keep = [&](auto&& predicate) {
      std::vector<std::size_t> kept;
      std::copy_if(indexes.begin(), indexes.end(), std::back_inserter(kept),
                   [&](std::size_t index) { return predicate(surroundings_.units()[index]); });
      return kept;
    };
    std::vector<std::size_t> kept = indexes;
    if (kept.size() > 1)
      kept = keep([&](const KnownUnit& one) { return one.full == core || one.cores.front() == core; });
    if (kept.size() != 1) {
      kept = keep([&](const KnownUnit& one) {
        return lower_ == ToLower(one.unit->name) || lower_.find(ToLower(one.unit->territory.name)) != std::string::npos;
      });
    }
    if (indexes.size() == 1) kept = indexes;
    if (kept.size() == 1) {
      meaning.unit = surroundings_.units()[kept.front()].unit;
      meaning.candidates.clear();
      return true;
    }
    if (meaning.candidates.empty()) {
      for (std::size_t i = 0; i < std::min(indexes.size(), kCandidates); ++i) {
        meaning.candidates.push_back(surroundings_.units()[indexes[i]].unit);
      }
      SortById(meaning.candidates);
    }
    return false;
  }

  static void SortById(std::vector<const Unit*>& units) {
    std::sort(units.begin(), units.end(), [](const Unit* a, const Unit* b) { return a->id < b->id; });
  }

  // Whether one unit's name, and no other's, is like this one.
  bool Alike(Meaning& meaning) const {
    for (const Reading& reading : readings_) {
      for (const Territory* place : reading.places) {
        double best = 0, second = 0;
        const Unit* unit = nullptr;
        for (const std::size_t index : surroundings_.OfTerritory(place->id)) {
          const double likeness = SureLikeness(reading.core, surroundings_.units()[index]);
          second = std::max(second, std::min(best, likeness));
          if (likeness > best) unit = surroundings_.units()[index].unit;
          best = std::max(best, likeness);
        }
        if (best < kSure) continue;
        if (best - second < kMargin) return false;
        meaning.unit = unit;
        return true;
      }
    }
    return false;
  }

  static bool HasDigit(const Words& words) {
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return word.find_first_of("0123456789") != std::string::npos; });
  }

  // How many of `words` have a like one among `others`, each used once.
  static std::size_t Shared(const Words& words, Words others) {
    std::size_t shared = 0;
    for (const std::string& word : words) {
      const auto found = std::find_if(others.begin(), others.end(),
                                      [&](const std::string& other) { return NearlyEqual(word, other); });
      if (found == others.end()) continue;
      others.erase(found);
      ++shared;
    }
    return shared;
  }

  // From 0 to 1: 1 minus the share of misread letters, or, where only words were left out, the share of those that are
  // there.
  static double SureLikeness(const Words& core, const KnownUnit& known) {
    double best = 0;
    const std::string text = JoinWords(core);
    for (const Words& name : known.cores) {
      const std::string other = JoinWords(name);
      const std::size_t longest = std::max(text.size(), other.size());
      const std::size_t limit = longest / 8;
      if (limit > 0 && !HasDigit(core) && !HasDigit(name)) {
        const std::size_t distance = EditDistance(text, other, limit);
        if (distance <= limit)
          best = std::max(best, 1.0 - static_cast<double>(distance) / static_cast<double>(longest));
      }
      if (core.size() >= 3 && core.size() < name.size() && Shared(core, name) == core.size()) {
        best = std::max(best, 2.0 * static_cast<double>(core.size()) / static_cast<double>(core.size() + name.size()));
      }
    }
    return best;
  }

  static double Likeness(const Words& words, const Words& name) {
    return words.empty()
               ? 0
               : 2.0 * static_cast<double>(Shared(words, name)) / static_cast<double>(words.size() + name.size());
  }

  std::vector<const Unit*> Likeliest() const {
    std::map<const Unit*, double> found;
    for (const Reading& reading : readings_) {
      for (const Territory* place : reading.places) {
        for (const std::size_t index : surroundings_.OfTerritory(place->id)) {
          const KnownUnit& known = surroundings_.units()[index];
          double best = Likeness(words_, known.full);
          for (const Words& core : known.cores) best = std::max(best, Likeness(reading.core, core));
          double& kept = found[known.unit];
          kept = std::max(kept, best);
        }
      }
    }
    std::vector<std::pair<double, const Unit*>> sorted;
    for (const auto& [unit, likeness] : found) {
      if (likeness >= kPossible) sorted.emplace_back(-likeness, unit);
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first, std::string_view(a.second->id)) < std::pair(b.first, std::string_view(b.second->id));
    });
    std::vector<const Unit*> likeliest;
    for (std::size_t i = 0; i < std::min(sorted.size(), kCandidates); ++i) likeliest.push_back(sorted[i].second);
    return likeliest;
  }

  const Surroundings& surroundings_;
  const std::string lower_;
  Words words_;
  std::vector<Reading> readings_;
};

}  // namespace

Meaning ResolveName(std::string_view name, const Surroundings& surroundings) {
  if (name.size() > kLongestName || FirstInvalidUtf8(name)) return {};
  return Resolver(name, surroundings).Resolve();
}

std::vector<std::string> PossibleTerritoryNames(const std::vector<std::string>& names, const WordReader& reader) {
  std::set<std::string> possible;
  for (const std::string& name : names) {
    if (name.size() > kLongestName || FirstInvalidUtf8(name)) continue;
    const Words words = reader.Read(name);
    for (std::size_t at = 0; at < words.size(); ++at) {
      const std::size_t type = MatchTypeWord(words, at).length;
      if (type == 0) continue;
      for (std::size_t end = at + type + 1; end <= std::min(words.size(), at + kLongestTerritory); ++end) {
        possible.insert(JoinWords(
            {words.begin() + static_cast<std::ptrdiff_t>(at), words.begin() + static_cast<std::ptrdiff_t>(end)}));
      }
    }
  }
  return {possible.begin(), possible.end()};
}

std::optional<std::string> PlaceOf(std::string_view name, const WordReader& reader) {
  const Words words = reader.Read(name);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::size_t type = MatchTypeWord(words, at).length;
    if (type > 0 && at + type < words.size()) return JoinWords(Tail(words, at));
  }
  return std::nullopt;
}

std::string FoldedTerritoryName(const Territory& territory, const WordReader& reader) {
  return JoinWords(reader.Read(territory.type + " " + BareName(territory.name, territory.type)));
}

}  // namespace dondoc::organization
