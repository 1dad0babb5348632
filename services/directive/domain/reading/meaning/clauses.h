// What one clause says about who must do it: the units it names as its subject, the role, and with whom.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/meaning/units.h"
#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

enum class SubjectKind {
  kNone,
  kHeading,   // the clause is nothing but the names of units
  kInline,    // "Phòng Nội vụ: chủ trì ...": names, a colon, the task
  kSentence,  // "Sở Tư pháp chủ trì ...": the units are the subject of the sentence
  kIntro,     // "... các sở, ngành thực hiện các nội dung sau:": the units of what follows
};

struct Subject {
  SubjectKind kind = SubjectKind::kNone;
  UnitList units;
  bool binding = true;
  bool asked = false;  // the issuer is said to ask or order it
  size_t content = 0;  // of kInline: where the task begins
};

// Reads the subject of the clause in tokens [begin, end). `heads`: clauses stand under it. `loose`: the clause
// is free text, in which a later sentence may be the one that asks.
Subject ReadSubject(const TokenText& text, size_t begin, size_t end, bool heads, bool loose);

Role ReadRole(const TokenText& text, size_t begin, size_t end);

// The units named behind "phối hợp với".
std::vector<std::string> ReadPartners(const TokenText& text, size_t begin, size_t end);

enum class SectionKind { kNone, kPurpose, kBasis, kTarget, kTask };

// What may be expected under the heading in [begin, end); kNone where it is no heading that says so.
SectionKind ReadSection(const TokenText& text, size_t begin, size_t end);

}  // namespace dondoc::directive::reading
