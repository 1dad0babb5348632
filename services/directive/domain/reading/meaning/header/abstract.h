// What a document says it is about: the abstract (trích yếu) behind the title or behind "V/v".
#pragma once

#include <string>

#include "services/directive/domain/reading/meaning/header/header_zone.h"
#include "services/directive/domain/reading/structure/layout.h"

namespace dondoc::directive::reading {

struct Abstract {
  std::string text;     // as printed, without the end mark and what is in brackets behind it
  TokenRange range;     // where it stands
  Found of;             // the body named before it: "KẾT LUẬN / CỦA BAN BÍ THƯ / về ..."
  bool titled = false;  // it stands behind the title
  bool about = false;   // the header has "V/v"
  bool bare = false;    // nothing marks it: the title's kind is lost, it stands between head and body
};

Abstract ReadAbstract(const TokenText& text, const Layout& layout, const HeaderZone& zone);

}  // namespace dondoc::directive::reading
