// The words of the genre, from the .tsv files beside this one, embedded into the program. To teach the reader a phrase,
// add a line to one of them (docs/howto/read-another-phrase.md).
//
// Thread-safety: made once, then immutable.
#pragma once

#include <string_view>
#include <vector>

#include "services/directive/domain/parsed_directive.h"
#include "services/directive/domain/reading/vocabulary/lexicon.h"

namespace dondoc::directive::reading {

struct Vocabulary {
  Vocabulary();

  WordTable words;
  Lexicon document_types;
  Lexicon purposes;
  Lexicon abbreviations;
  Lexicon fields;
  Lexicon bodies;
  Lexicon group_words;
  Lexicon offices;
  Lexicon unit_stops;
  Lexicon qualifiers;
  Lexicon sections;
  Lexicon labels;
  Lexicon columns;
  Lexicon recurrences;
  Lexicon deadlines;
  Lexicon reporting;
  Lexicon comparators;
  Lexicon aims;
  Lexicon requests;
  Lexicon bases;
  Lexicon issuers;
  Lexicon furniture;
  Lexicon phrases;
  Lexicon particles;
  Lexicon levels;
  Lexicon not_duties;
  Lexicon openings;
  Lexicon stamps;
  Lexicon ranks;
  Lexicon notes;
  Lexicon titles;
  Lexicon provinces;

  // Those whose phrases a damaged scan is read by.
  std::vector<const Lexicon*> repairable() const;
};

const Vocabulary& TheVocabulary();

// The kind named by the second column of document_types.tsv; kOther for names that are not known.
DocumentType TypeByName(std::string_view name);

// The kind of a document by the notation in its number: "141/KH-UBND" is a plan, "29-CT/TW" a directive, "12/UBND-VX" a
// letter.
DocumentType TypeByNotation(std::string_view number);

}  // namespace dondoc::directive::reading
