// For the tests of the relay: one sender to the communes, and the one consumer that it waits for.
#pragma once

#include <string>

#include "common/messaging/delivery_fixture.h"

namespace dondoc::messaging {

class RelayTest : public DeliveryTest {
 protected:
  RelayTest() : receiver_("assignment.main", {sender_.stream()}) {
    sender_.options.required_consumers = {{Destination::kCommune, {"assignment.main"}}};
  }

  // Publishes everything, without any consumer.
  void Publish(Sender& sender) {
    do {
      Step(sender);
    } while (sender.store.Count("SELECT count(*) FROM outbox_stream WHERE published_number < last_number") > 0 ||
             sender.store.Count("SELECT count(*) FROM outbox WHERE number IS NULL") > 0);
  }

  std::string StreamValue(const std::string& column) {
    return sender_.store.Texts("SELECT " + column + "::text AS text FROM outbox_stream WHERE destination = 'commune'")
        .at(0);
  }

  Sender sender_;
  Receiver receiver_;
};

}  // namespace dondoc::messaging
