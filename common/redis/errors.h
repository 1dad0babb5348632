// The one table from what Redis answers to our codes and reasons.
//
//   no connection, connection lost, time-out         UNAVAILABLE  REDIS_UNAVAILABLE  the command may have run all the
//   same LOADING                                          UNAVAILABLE  REDIS_LOADING      it restarts and reads its
//   files MISCONF                                          UNAVAILABLE  REDIS_MISCONF      its disk is full: it refuses
//   writes READONLY, MASTERDOWN                             UNAVAILABLE  REDIS_READONLY     not the primary (any more)
//   CLUSTERDOWN, TRYAGAIN, BUSY                      UNAVAILABLE  REDIS_BUSY
//   OOM                                              RESOURCE_EXHAUSTED  REDIS_OUT_OF_MEMORY
//   UNBLOCKED, EXECABORT                             ABORTED  REDIS_ABORTED          the stream went away under a read
//   NOGROUP                                          FAILED_PRECONDITION  REDIS_NO_GROUP
//   BUSYGROUP                                        ALREADY_EXISTS  REDIS_GROUP_EXISTS
//   NOAUTH, WRONGPASS, NOPERM                        PERMISSION_DENIED  REDIS_DENIED
//   anything else: a mistake of ours                 INTERNAL  REDIS_ERROR
#pragma once

#include <string_view>

#include "absl/status/status.h"

namespace dondoc::redis {

// Of the text of an error reply ("LOADING Redis is loading the dataset in memory").
absl::Status StatusOfErrorReply(std::string_view text);

// The connection could not be made, was lost, or took too long.
absl::Status ConnectionError(std::string_view what);

// Whether the error passes by itself, so that the caller backs off and tries again.
bool IsTransient(const absl::Status& status);

}  // namespace dondoc::redis
