// The names that enums go by in facts, tables and requests: those of dondoc.directive.v1 ("KE_HOACH", "LEAD",
// "YEARLY").
//
// Parse gives nothing for another text. Pure, thread-safe.
#pragma once

#include <optional>
#include <string_view>

#include "services/directive/domain/directive.h"
#include "services/directive/domain/file_form.h"
#include "services/directive/domain/named_body.h"
#include "services/directive/domain/parsed_directive.h"

namespace dondoc::directive {

// "" for kUnknown.
std::string_view Name(DocumentType type);
std::string_view Name(Role role);
std::string_view Name(Purpose purpose);
std::string_view Name(Comparator comparator);
std::string_view Name(Recurrence recurrence);
std::string_view Name(Level level);
std::string_view Name(State state);
std::string_view Name(FileForm form);

std::optional<DocumentType> ParseDocumentType(std::string_view text);
std::optional<Role> ParseRole(std::string_view text);
std::optional<Purpose> ParsePurpose(std::string_view text);
std::optional<Comparator> ParseComparator(std::string_view text);
std::optional<Recurrence> ParseRecurrence(std::string_view text);
std::optional<Level> ParseLevel(std::string_view text);
std::optional<State> ParseState(std::string_view text);
std::optional<FileForm> ParseFileForm(std::string_view text);

}  // namespace dondoc::directive
