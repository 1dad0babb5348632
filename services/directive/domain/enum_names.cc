#include "services/directive/domain/enum_names.h"

#include <array>
#include <cstddef>

namespace dondoc::directive {
namespace {

template <size_t N>
using Names = std::array<std::string_view, N>;

// In the order of the enums.
constexpr Names<18> kTypes = {
    "",          "CHI_THI", "NGHI_QUYET", "KET_LUAN",  "QUYET_DINH", "KE_HOACH",  "CHUONG_TRINH", "DE_AN", "CONG_VAN",
    "THONG_BAO", "BAO_CAO", "CONG_DIEN",  "HUONG_DAN", "TO_TRINH",   "NGHI_DINH", "THONG_TU",     "LUAT",  "OTHER"};
constexpr Names<4> kRoles = {"EXECUTE", "LEAD", "COORDINATE", "ADVISE"};
constexpr Names<6> kPurposes = {"INFORM", "EXECUTE", "REPORT", "COORDINATE", "PUBLISH", "ARCHIVE"};
constexpr Names<6> kComparators = {"AT_LEAST", "MORE_THAN", "AT_MOST", "LESS_THAN", "DECREASE_BY", "INCREASE_BY"};
constexpr Names<8> kRecurrences = {"ONCE",        "WEEKLY", "MONTHLY",  "QUARTERLY",
                                   "HALF_YEARLY", "YEARLY", "PERIODIC", "AD_HOC"};
constexpr Names<4> kLevels = {"CENTRAL", "PROVINCE", "DISTRICT", "COMMUNE"};
constexpr Names<3> kStates = {"DRAFT", "ISSUED", "DISCARDED"};
constexpr Names<7> kForms = {"TEXT", "HTML", "DOCX", "PDF", "PNG", "JPEG", "TIFF"};

static_assert(static_cast<size_t>(DocumentType::kOther) + 1 == kTypes.size());
static_assert(static_cast<size_t>(Role::kAdvise) + 1 == kRoles.size());
static_assert(static_cast<size_t>(Purpose::kArchive) + 1 == kPurposes.size());
static_assert(static_cast<size_t>(Comparator::kIncreaseBy) + 1 == kComparators.size());
static_assert(static_cast<size_t>(Recurrence::kAdHoc) + 1 == kRecurrences.size());
static_assert(static_cast<size_t>(Level::kCommune) + 1 == kLevels.size());
static_assert(static_cast<size_t>(State::kDiscarded) + 1 == kStates.size());
static_assert(static_cast<size_t>(FileForm::kTiff) + 1 == kForms.size());

template <typename Enum, size_t N>
std::optional<Enum> Parse(const Names<N>& names, std::string_view text) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == text) {
      return static_cast<Enum>(i);
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view Name(DocumentType type) { return kTypes[static_cast<size_t>(type)]; }
std::string_view Name(Role role) { return kRoles[static_cast<size_t>(role)]; }
std::string_view Name(Purpose purpose) { return kPurposes[static_cast<size_t>(purpose)]; }
std::string_view Name(Comparator comparator) { return kComparators[static_cast<size_t>(comparator)]; }
std::string_view Name(Recurrence recurrence) { return kRecurrences[static_cast<size_t>(recurrence)]; }
std::string_view Name(Level level) { return kLevels[static_cast<size_t>(level)]; }
std::string_view Name(State state) { return kStates[static_cast<size_t>(state)]; }
std::string_view Name(FileForm form) { return kForms[static_cast<size_t>(form)]; }

std::optional<DocumentType> ParseDocumentType(std::string_view text) { return Parse<DocumentType>(kTypes, text); }
std::optional<Role> ParseRole(std::string_view text) { return Parse<Role>(kRoles, text); }
std::optional<Purpose> ParsePurpose(std::string_view text) { return Parse<Purpose>(kPurposes, text); }
std::optional<Comparator> ParseComparator(std::string_view text) { return Parse<Comparator>(kComparators, text); }
std::optional<Recurrence> ParseRecurrence(std::string_view text) { return Parse<Recurrence>(kRecurrences, text); }
std::optional<Level> ParseLevel(std::string_view text) { return Parse<Level>(kLevels, text); }
std::optional<State> ParseState(std::string_view text) { return Parse<State>(kStates, text); }
std::optional<FileForm> ParseFileForm(std::string_view text) { return Parse<FileForm>(kForms, text); }

}  // namespace dondoc::directive
