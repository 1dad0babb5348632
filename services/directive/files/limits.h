// How much of a file is read, and how long that may take. What is beyond is refused with a reason of its own.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace dondoc::directive::files {

inline constexpr size_t kMebibyte = size_t{1024} * 1024;

// As long as a hundred scanned pages take on a slow machine: what whoever hands in a file should be ready to wait.
inline constexpr auto kLongestRead = std::chrono::minutes(10);

struct Limits {
  // Bytes of a text, also of the text that comes out of any other form. FILE_TOO_LARGE.
  size_t text_bytes = 16 * kMebibyte;
  // Bytes of docx, pdf and pictures. FILE_TOO_LARGE. What calls carry is a little more (rpc::kMaxMessageBytes).
  size_t document_bytes = 64 * kMebibyte;

  // docx: files in the archive, bytes of the parts that are read when unpacked (ARCHIVE_TOO_LARGE), how much larger
  // than packed a part of more than a mebibyte may be (ARCHIVE_TOO_LARGE), and elements within elements
  // (FILE_TOO_COMPLEX).
  std::uint64_t archive_entries = 5000;
  std::uint64_t inflated_bytes = 128 * kMebibyte;
  std::uint64_t inflated_ratio = 300;
  int xml_depth = 200;

  // html: elements within elements, of which careless pages have many. FILE_TOO_COMPLEX.
  size_t html_depth = 1000;

  // pdf and tiff: pages, and those of them that have to be recognised. TOO_MANY_PAGES.
  int pages = 300;
  int ocr_pages = 100;
  // Pages that this process recognises at once; 0 is as many as the machine has processors, but for one, which is left
  // to what else a service does. Files that wait hold a thread of it each: so many more are in hand (OCR_BUSY).
  int ocr_at_once = 0;
  int ocr_waiting = 4;
  // A picture, by what its head says. PICTURE_TOO_LARGE. A0 at 300 dpi has 140 million.
  std::uint64_t picture_pixels = 150'000'000;

  // A program that reads one file or one page: processor time and bytes of its answer (FILE_TOO_COMPLEX), memory.
  std::chrono::seconds program_time{60};
  std::uint64_t program_memory = 2048 * kMebibyte;
  std::uint64_t program_output = 256 * kMebibyte;
};

}  // namespace dondoc::directive::files
