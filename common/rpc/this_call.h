// The call that this thread is serving, for calls that it makes to other services on behalf of the same caller.
#pragma once

#include <string>

namespace dondoc::rpc {

// The access token that the call being served by this thread came with, as it is to be sent on (InvokeOptions::token);
// empty outside of a call and for a caller without one: then a service calls as itself (service::Runtime::Peer).
std::string TokenOfThisCall();

}  // namespace dondoc::rpc
