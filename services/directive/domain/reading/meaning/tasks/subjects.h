// The subject of a clause: which units it names, and whether it gives them work itself or introduces what does.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/meaning/units/units.h"

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
  bool asked = false;       // the issuer is said to ask or order it
  bool encouraged = false;  // it is said to encourage it
  size_t sentence = 0;      // where its sentence begins, if that is not the first of the clause
  size_t content = 0;       // of kInline: where the task begins
  bool role_only = false;   // of kSentence: it says no more than that they lead or do it, and with whom
  size_t verb = 0;          // of kSentence and kIntro: behind the subject, what the units must do
};

// Reads the subject of the clause in tokens [begin, end). `heads`: clauses stand under it. `loose`: nothing above says
// who is meant, so that a later sentence may be the one that asks.
Subject ReadSubject(const TokenText& text, size_t begin, size_t end, bool heads, bool loose);

// A later sentence of a clause that has a subject of its own.
struct LaterSubject {
  size_t begin = 0;  // of the sentence
  Subject subject;
};

// The sentences behind the first one of [begin, end) that give work to units which they name. `parts`: so may what
// follows a semicolon ("Giao Sở X rà soát ...; Sở Y bố trí ...").
std::vector<LaterSubject> ReadLaterSubjects(const TokenText& text, size_t begin, size_t end, bool parts);

}  // namespace dondoc::directive::reading
