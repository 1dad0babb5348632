// What tells a figure that is aimed at from one that was, is or costs.
#pragma once

#include <cstddef>

#include "services/directive/domain/reading/meaning/targets/bounds.h"
#include "services/directive/domain/reading/meaning/targets/figures.h"
#include "services/directive/domain/reading/meaning/tasks/sections.h"

namespace dondoc::directive::reading {

// What the words before a figure say about it.
struct Aim {
  bool sentence = false;  // the sentence speaks of reaching something
  bool clause = false;    // the clause does
  bool done = false;      // it tells what was done
  bool fact = false;      // it tells what is
  bool told = false;      // the sentence tells what was or is, whatever it says behind that
  bool cost = false;      // it speaks of money
  size_t begin = 0;       // where the words of the last goal stand
  bool any() const { return sentence || clause; }
};

Aim ReadAim(const TokenText& text, const Bounds& bounds, const Figure& figure);

// True where the figure is a goal: by the words around it, and by the section that it stands in. `goals`: that section
// or the sentence that leads to it says that goals follow.
bool IsGoal(const TokenText& text, const Figure& figure, const Bounds& bounds, const Aim& aim, SectionKind section,
            bool goals);

}  // namespace dondoc::directive::reading
