// What kind of file a directive came in as.
#pragma once

namespace dondoc::directive {

enum class FileForm { kText, kHtml, kDocx, kPdf, kPng, kJpeg, kTiff };

}  // namespace dondoc::directive
