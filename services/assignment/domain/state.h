// The states of an assignment, the acts that change them, and the one table that says which act is for which state.
// All functions are pure and thread-safe.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc::assignment {

enum class State {
  kAssigned,
  kAccepted,
  kInProgress,
  kReported,
  kReturned,
  kCompleted,
  kRefused,
  kCancelled,
  kTransferred,
};

inline constexpr std::array kAllStates = {State::kAssigned, State::kAccepted,  State::kInProgress,
                                          State::kReported, State::kReturned,  State::kCompleted,
                                          State::kRefused,  State::kCancelled, State::kTransferred};

enum class Verb { kAccept, kStart, kReport, kReturn, kComplete, kRefuse };

inline constexpr std::array kAllVerbs = {Verb::kAccept, Verb::kStart,    Verb::kReport,
                                         Verb::kReturn, Verb::kComplete, Verb::kRefuse};

// The names that the database, the facts and the API use: "IN_PROGRESS", "REPORT".
std::string_view NameOf(State state);
std::string_view NameOf(Verb verb);
std::optional<State> StateOf(std::string_view name);
std::optional<Verb> VerbOf(std::string_view name);

// The state that `verb` leads to from `state`, or nothing where the act is not for that state.
std::optional<State> Next(State state, Verb verb);

// The states that `verb` is for, for a message: "ACCEPTED, IN_PROGRESS or RETURNED".
std::string StatesFor(Verb verb);

// Whether the assignment still has to be done by somebody. REFUSED is: it stays in the numbers until the issuer has
// decided.
bool IsOpen(State state);

}  // namespace dondoc::assignment
