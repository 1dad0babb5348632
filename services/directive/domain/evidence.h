// How the reader came by a value.
//
// A stage says what it saw, never how sure that makes it: what share of the values found in one way is right is
// measured, and reading/confidence has the figures. A new way of finding something is a line in the enum and one in
// kEvidenceNames.
//
// Pure, thread-safe.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dondoc::directive {

enum class Evidence {
  kNone,        // not found, or the stage does not say how
  kLabelled,    // behind its label: "Số:", "V/v", "Kính gửi:", "Đơn vị chủ trì:"
  kPositional,  // by its place on the page: the column beside the motto, the line of the day, the title
  kSignature,   // from the signature
  kSiteFacts,   // from the table of facts that a site puts above a document
  kNotation,    // from the letters of a number: "KH-UBND"
  kOwnWords,    // from words of the document that were not written to say it
  kMarked,      // with a mark of its own: a purpose in brackets, the kind of document before a number
  kBare,        // without such a mark
  kPartial,     // some parts of it only: a signer's title without the name
  kHeading,     // under a heading that names the units
  kInline,      // units, a colon, the task
  kSentence,    // units as the subject of the sentence
  kRoleSaid,    // of a sentence that says what they are: chủ trì, phối hợp, tham mưu
  kIntro,       // under an introduction that names the units: "... thực hiện các nội dung sau:"
  kDocument,    // under an introduction that hands the whole document to somebody
  kTableCell,   // from a row of a table
  kSection,     // in a section that is about such things
  kElsewhere,   // outside of one
  kCounted,     // a target that counts something, where shares are the rule
  kRegular,     // a report of which is said how often
  kDated,       // a report of which is said by when
  kBroken,      // a name with words that are none: letters of it were lost
};

inline constexpr std::array<std::string_view, 23> kEvidenceNames = {
    "NONE",       "LABELLED", "POSITIONAL", "SIGNATURE", "SITE_FACTS", "NOTATION",  "OWN_WORDS", "MARKED",
    "BARE",       "PARTIAL",  "HEADING",    "INLINE",    "SENTENCE",   "ROLE_SAID", "INTRO",     "DOCUMENT",
    "TABLE_CELL", "SECTION",  "ELSEWHERE",  "COUNTED",   "REGULAR",    "DATED",     "BROKEN"};
static_assert(static_cast<size_t>(Evidence::kBroken) + 1 == kEvidenceNames.size());

constexpr std::string_view Name(Evidence evidence) { return kEvidenceNames[static_cast<size_t>(evidence)]; }

// kNone for a name that is not known, as one from the future.
constexpr Evidence EvidenceByName(std::string_view name) {
  for (size_t i = 0; i < kEvidenceNames.size(); ++i) {
    if (kEvidenceNames[i] == name) {
      return static_cast<Evidence>(i);
    }
  }
  return Evidence::kNone;
}

}  // namespace dondoc::directive
