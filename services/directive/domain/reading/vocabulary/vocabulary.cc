#include "services/directive/domain/reading/vocabulary/vocabulary.h"

#include <array>
#include <string>
#include <utility>

#include "common/text/fold.h"
#include "services/directive/domain/reading/vocabulary/data.h"

namespace dondoc::directive::reading {
namespace {

constexpr std::array<std::pair<std::string_view, DocumentType>, 17> kTypes = {{
    {"CHI_THI", DocumentType::kDirective},
    {"NGHI_QUYET", DocumentType::kResolution},
    {"KET_LUAN", DocumentType::kConclusion},
    {"QUYET_DINH", DocumentType::kDecision},
    {"KE_HOACH", DocumentType::kPlan},
    {"CHUONG_TRINH", DocumentType::kProgramme},
    {"DE_AN", DocumentType::kScheme},
    {"CONG_VAN", DocumentType::kLetter},
    {"THONG_BAO", DocumentType::kNotice},
    {"BAO_CAO", DocumentType::kReport},
    {"CONG_DIEN", DocumentType::kTelegram},
    {"HUONG_DAN", DocumentType::kGuidance},
    {"TO_TRINH", DocumentType::kSubmission},
    {"NGHI_DINH", DocumentType::kDecree},
    {"THONG_TU", DocumentType::kCircular},
    {"LUAT", DocumentType::kLaw},
    {"OTHER", DocumentType::kOther},
}};

// The third column of document_types.tsv is read here: the lexicon keeps two.
std::vector<std::pair<std::string, DocumentType>> Notations() {
  std::vector<std::pair<std::string, DocumentType>> notations;
  std::string_view file = data::kDocumentTypes;
  while (!file.empty()) {
    const std::string_view line = file.substr(0, file.find('\n'));
    file.remove_prefix(std::min(file.size(), line.size() + 1));
    const size_t first = line.find('\t');
    const size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second != std::string_view::npos && line.front() != '#') {
      notations.emplace_back(Fold(line.substr(second + 1)), TypeByName(line.substr(first + 1, second - first - 1)));
    }
  }
  return notations;
}

}  // namespace

Vocabulary::Vocabulary()
    : document_types(data::kDocumentTypes, &words),
      purposes(data::kPurposes, &words),
      abbreviations(data::kAbbreviations, &words),
      fields(data::kFields, &words),
      bodies(data::kBodies, &words),
      group_words(data::kGroupWords, &words),
      offices(data::kOffices, &words),
      unit_stops(data::kUnitStops, &words),
      qualifiers(data::kQualifiers, &words),
      sections(data::kSections, &words),
      labels(data::kLabels, &words),
      columns(data::kColumns, &words),
      recurrences(data::kRecurrences, &words),
      deadlines(data::kDeadlines, &words),
      reporting(data::kReporting, &words),
      comparators(data::kComparators, &words),
      aims(data::kAims, &words),
      requests(data::kRequests, &words),
      bases(data::kBases, &words),
      issuers(data::kIssuers, &words),
      furniture(data::kFurniture, &words),
      phrases(data::kPhrases, &words),
      particles(data::kParticles, &words),
      levels(data::kLevels, &words),
      not_duties(data::kNotDuties, &words),
      openings(data::kOpenings, &words),
      stamps(data::kStamps, &words),
      ranks(data::kRanks, &words),
      notes(data::kNotes, &words),
      titles(data::kTitles, &words),
      provinces(data::kProvinces, &words) {}

std::vector<const Lexicon*> Vocabulary::repairable() const {
  return {&phrases, &bodies, &fields, &document_types, &group_words, &labels, &sections, &offices};
}

const Vocabulary& TheVocabulary() {
  static const Vocabulary& vocabulary = *new Vocabulary;
  return vocabulary;
}

DocumentType TypeByName(std::string_view name) {
  for (const auto& [text, type] : kTypes) {
    if (text == name) {
      return type;
    }
  }
  return DocumentType::kOther;
}

DocumentType TypeByNotation(std::string_view number) {
  static const auto& notations = *new std::vector<std::pair<std::string, DocumentType>>(Notations());
  const std::string folded = Fold(number, Punctuation::kDrop);
  // The words behind the digits (and the year of a legal document): "31 2021 nd cp", "29 ct tw", "197 2025 qh15".
  bool first = true;
  for (size_t at = 0; at < folded.size();) {
    const size_t end = std::min(folded.find(' ', at), folded.size());
    const std::string word = folded.substr(at, end - at);
    at = end + 1;
    if (word.empty() || (word[0] >= '0' && word[0] <= '9')) {
      continue;
    }
    if (word.starts_with("qh") && word.size() > 2 && word[2] >= '0' && word[2] <= '9') {
      return DocumentType::kLaw;
    }
    for (const auto& [notation, type] : notations) {
      if (notation == word) {
        return type;
      }
    }
    if (!first) {
      break;
    }
    first = false;
  }
  return folded.empty() ? DocumentType::kUnknown : DocumentType::kLetter;
}

}  // namespace dondoc::directive::reading
