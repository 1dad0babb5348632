#include "services/assignment/domain/state.h"

#include <vector>

namespace dondoc::assignment {
namespace {

struct Step {
  Verb verb;
  State from;
  State to;
};

// The table. A report may come straight from ACCEPTED and from RETURNED: a small thing is done and told in one go, and
// starting it first would say nothing.
constexpr std::array kSteps = {
    Step{Verb::kAccept, State::kAssigned, State::kAccepted},
    Step{Verb::kStart, State::kAccepted, State::kInProgress},
    Step{Verb::kStart, State::kReturned, State::kInProgress},
    Step{Verb::kReport, State::kAccepted, State::kReported},
    Step{Verb::kReport, State::kInProgress, State::kReported},
    Step{Verb::kReport, State::kReturned, State::kReported},
    Step{Verb::kReturn, State::kReported, State::kReturned},
    Step{Verb::kComplete, State::kReported, State::kCompleted},
    Step{Verb::kRefuse, State::kAssigned, State::kRefused},
};

}  // namespace

std::string_view NameOf(State state) {
  switch (state) {
    case State::kAssigned:
      return "ASSIGNED";
    case State::kAccepted:
      return "ACCEPTED";
    case State::kInProgress:
      return "IN_PROGRESS";
    case State::kReported:
      return "REPORTED";
    case State::kReturned:
      return "RETURNED";
    case State::kCompleted:
      return "COMPLETED";
    case State::kRefused:
      return "REFUSED";
    case State::kCancelled:
      return "CANCELLED";
    case State::kTransferred:
      return "TRANSFERRED";
  }
  return "";
}

std::string_view NameOf(Verb verb) {
  switch (verb) {
    case Verb::kAccept:
      return "ACCEPT";
    case Verb::kStart:
      return "START";
    case Verb::kReport:
      return "REPORT";
    case Verb::kReturn:
      return "RETURN";
    case Verb::kComplete:
      return "COMPLETE";
    case Verb::kRefuse:
      return "REFUSE";
  }
  return "";
}

std::optional<State> StateOf(std::string_view name) {
  for (const State state : kAllStates) {
    if (NameOf(state) == name) return state;
  }
  return std::nullopt;
}

std::optional<Verb> VerbOf(std::string_view name) {
  for (const Verb verb : kAllVerbs) {
    if (NameOf(verb) == name) return verb;
  }
  return std::nullopt;
}

std::optional<State> Next(State state, Verb verb) {
  for (const Step& step : kSteps) {
    if (step.verb == verb && step.from == state) return step.to;
  }
  return std::nullopt;
}

std::string StatesFor(Verb verb) {
  std::vector<std::string_view> names;
  for (const Step& step : kSteps) {
    if (step.verb == verb) names.push_back(NameOf(step.from));
  }
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

bool IsOpen(State state) {
  return state != State::kCompleted && state != State::kCancelled && state != State::kTransferred;
}

}  // namespace dondoc::assignment
