// Pictures of pages: png, jpeg, and tiff, which may have many.
//
// Thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/process/run_bounded.h"
#include "services/directive/domain/file_form.h"
#include "services/directive/files/limits.h"
#include "services/directive/files/pages/pages.h"

namespace dondoc::directive::files {

struct PictureSize {
  std::uint64_t width = 0;
  std::uint64_t height = 0;
};

// The size of each page by the heads of the file, before any program has to believe them. INVALID_ARGUMENT BAD_PICTURE
// (field "file") where there is none.
absl::StatusOr<std::vector<PictureSize>> PictureSizes(std::string_view bytes, FileForm form);

// The text in it, page by page. Errors: those of PictureSizes and RecognisePages; INVALID_ARGUMENT with the field
// "file": PICTURE_TOO_LARGE, TOO_MANY_PAGES.
absl::StatusOr<PagesText> PictureText(std::string_view bytes, FileForm form, const Limits& limits,
                                      const process::Patience& patience);

}  // namespace dondoc::directive::files
