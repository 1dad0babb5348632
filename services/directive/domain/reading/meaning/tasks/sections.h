// Sections of a document: what may be expected under a heading.
#pragma once

#include <cstddef>
#include <vector>

#include "services/directive/domain/reading/structure/blocks.h"

namespace dondoc::directive::reading {

enum class SectionKind { kNone, kPurpose, kBasis, kTarget, kTask };

// What may be expected under the heading in [begin, end); kNone where it is no heading that says so.
SectionKind ReadSection(const TokenText& text, size_t begin, size_t end);

// For each block, the kind of the section that it stands in.
std::vector<SectionKind> ReadSections(const TokenText& text, const std::vector<Block>& blocks);

}  // namespace dondoc::directive::reading
