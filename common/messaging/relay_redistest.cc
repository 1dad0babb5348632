// What the relay promises: numbers without gaps, nothing published twice, nothing lost with a lease.
#include "common/messaging/relay_fixture.h"
#include "common/messaging/relay_wire.h"

namespace dondoc::messaging {
namespace {

using ::dondoc::testing::HasReason;
using ::testing::ElementsAreArray;

TEST_F(RelayTest, FactsArriveOnceInTheOrderTheyWereCommitted) {
  for (int i = 0; i < 20; ++i) sender_.Commit(1 + i % 7, Destination::kCommune, i % 3 == 0 ? kOtherType : kType);
  Settle({&sender_}, {&receiver_});
  EXPECT_THAT(receiver_.Effects(), ElementsAreArray(sender_.committed));
  EXPECT_EQ(receiver_.stats.duplicates, 0);
  EXPECT_EQ(sender_.stats.repaired, 0);
  EXPECT_EQ(Length(sender_.stream()), 0);
  EXPECT_EQ(StreamValue("last_number"), std::to_string(sender_.committed.size()));
}

TEST_F(RelayTest, AFactIsPublishedIfAndOnlyIfItsTransactionCommits) {
  const std::vector<OutgoingFact> facts{{.id = "0193a5a0-0000-7000-8000-000000000001",
                                         .destination = Destination::kCommune,
                                         .type = kType,
                                         .time = kNow}};
  EXPECT_FALSE(sender_.store.database()
                   .Run([&](pg::Transaction& tx) -> absl::Status {
                     DONDOC_RETURN_IF_ERROR(Append(tx, facts));
                     return FailedPrecondition("WRONG_STATE", "no");
                   })
                   .ok());
  sender_.Commit(1);
  Settle({&sender_}, {&receiver_});
  ExpectOnce({&sender_}, receiver_);
  EXPECT_THAT(sender_.store.database().Run([&](pg::Transaction& tx) -> absl::Status {
    DONDOC_RETURN_IF_ERROR(Append(tx, facts));
    return Append(tx, facts);
  }),
              HasReason(absl::StatusCode::kAlreadyExists, "UNIQUE_VIOLATION"));
}

TEST_F(RelayTest, ATransactionThatCommitsLateIsNotOverlooked) {
  // The first to insert is the last to commit: a reader with a "last id seen" would miss it.
  const auto late = pg::Connection::Open(sender_.store.conninfo()).value();
  ASSERT_OK(late->ExecuteScript(
      "BEGIN; INSERT INTO outbox (fact_id, destination, type, fact_time, trace, payload) "
      "VALUES ('0193a5a0-0000-7000-8000-00000000aaaa', 'commune', 'dondoc.test.v1.Happened', now(), '', '')"));
  sender_.Commit(3);
  Settle({}, {});
  Publish(sender_);
  EXPECT_EQ(Length(sender_.stream()), 3);
  ASSERT_OK(late->ExecuteScript("COMMIT"));
  sender_.committed.emplace_back("0193a5a0-0000-7000-8000-00000000aaaa");
  Settle({&sender_}, {&receiver_});
  EXPECT_THAT(receiver_.Effects(), ElementsAreArray(sender_.committed));
}

TEST_F(RelayTest, DiedBetweenAddingAndMarking) {
  sender_.Commit(10);
  Publish(sender_);
  sender_.store.Do("UPDATE outbox_stream SET published_number = 4 WHERE destination = 'commune'");
  sender_.RestartRelay();
  Publish(sender_);
  EXPECT_EQ(sender_.stats.found_published, 6);
  EXPECT_EQ(sender_.stats.published, 10);
  EXPECT_EQ(sender_.stats.repaired, 0);
  EXPECT_EQ(Length(sender_.stream()), 10);
  Settle({&sender_}, {&receiver_});
  ExpectOnce({&sender_}, receiver_);
}

TEST_F(RelayTest, OnlyOneRelayIsActiveAndTheOtherTakesOver) {
  Sender& first = sender_;
  first.Commit(5);
  first.options.lease = kNever;  // it will not renew by itself
  first.RestartRelay();
  Publish(first);
  RelayOptions standby_options = first.options;
  standby_options.replica = "1";
  standby_options.lease = std::chrono::milliseconds(4);
  MessagingStats stats;
  Relay standby(standby_options, first.store.database(), stats, [](std::string_view, const absl::Status&) {});
  EXPECT_EQ(standby.Step().value(), false);
  EXPECT_FALSE(standby.is_active());
  EXPECT_TRUE(first.relay->is_active());
  const Epoch old_epoch = Epoch::Parse(Redis({"GET", EpochKey(first.stream())}).Text()).value();

  first.store.Do("UPDATE relay_lease SET expires_at = '-infinity'");
  first.Commit(5);
  while (!standby.is_active()) ASSERT_OK(standby.Step());
  ASSERT_OK(standby.Step());
  EXPECT_EQ(Length(first.stream()), 10);
  const Epoch new_epoch = Epoch::Parse(Redis({"GET", EpochKey(first.stream())}).Text()).value();
  EXPECT_EQ(new_epoch.generation, old_epoch.generation);
  EXPECT_GT(new_epoch.lease, old_epoch.lease);

  // The first wakes up and believes that it still has the lease: PostgreSQL does not let it number, nor Redis publish.
  first.Commit(5);
  EXPECT_EQ(first.relay->Step().value(), false);
  EXPECT_FALSE(first.relay->is_active());
  EXPECT_EQ(first.stats.leases_lost, 1);
  EXPECT_EQ(first.store.Count("SELECT count(*) FROM outbox WHERE number IS NULL"), 5);
  EXPECT_THAT(WriteFenced(redis(), first.stream(), old_epoch, {{"XTRIM", first.stream(), "MAXLEN", "0"}}).status(),
              HasReason(absl::StatusCode::kAborted, "RELAY_FENCED"));
  EXPECT_EQ(Length(first.stream()), 10);
  first.relay.reset();
  for (int i = 0; i < 100 && !IsSettled(first); ++i) {
    standby.Step().status().IgnoreError();
    Step(receiver_);
  }
  ExpectOnce({&first}, receiver_);
}

TEST_F(RelayTest, ALeaseThatGoesToAndFroLosesNothing) {
  RelayOptions options = sender_.options;
  options.batch = 3;
  MessagingStats stats;
  std::vector<std::unique_ptr<Relay>> relays;
  for (const char* replica : {"0", "1", "2"}) {
    options.replica = replica;
    relays.push_back(std::make_unique<Relay>(options, sender_.store.database(), stats,
                                             [](std::string_view, const absl::Status&) {}));
  }
  for (int i = 0; i < 60; ++i) {
    sender_.Commit(2);
    sender_.store.Do("UPDATE relay_lease SET expires_at = '-infinity'");
    for (std::size_t j = 0; j < relays.size(); ++j) {
      relays[(static_cast<std::size_t>(i) + j) % relays.size()]->Step().status().IgnoreError();
    }
    Step(receiver_);
  }
  sender_.store.Do("UPDATE relay_lease SET expires_at = '-infinity'");
  relays.clear();
  Settle({&sender_}, {&receiver_});
  EXPECT_GT(stats.leases_lost, 0);
  EXPECT_EQ(stats.repaired, 0);
  EXPECT_THAT(receiver_.Effects(), ElementsAreArray(sender_.committed));
}

TEST_F(RelayTest, AStoppedRelayLeavesTheLeaseToTheNextAtOnce) {
  sender_.options.lease = kNever;
  sender_.RestartRelay();
  Step(sender_);
  ASSERT_TRUE(sender_.relay->is_active());
  sender_.Commit(7);
  std::stop_source stop;
  stop.request_stop();
  sender_.relay->Run(stop.get_token());
  EXPECT_EQ(Length(sender_.stream()), 7) << "what was committed before the stop still goes out";
  sender_.options.replica = "1";
  sender_.RestartRelay();
  Step(sender_);
  EXPECT_TRUE(sender_.relay->is_active());
}

TEST_F(RelayTest, LetsOnlyAWindowOfUnconfirmedFactsIntoRedis) {
  sender_.options.window = 12;
  sender_.options.batch = 5;
  sender_.Commit(40);
  for (int i = 0; i < 10; ++i) Step(sender_);
  EXPECT_EQ(Length(sender_.stream()), 12);
  EXPECT_EQ(sender_.stats.unpublished, 28);
  Settle({&sender_}, {&receiver_});
  EXPECT_THAT(receiver_.Effects(), ElementsAreArray(sender_.committed));
}

TEST_F(RelayTest, TrimsOnlyWhatTheSlowestRequiredConsumerHas) {
  Receiver slow("notification.main", {sender_.stream()});
  sender_.options.required_consumers = {{Destination::kCommune, {"assignment.main", "notification.main"}}};
  sender_.Commit(30);
  for (int i = 0; i < 10; ++i) {
    Step(sender_);
    Step(receiver_);
  }
  EXPECT_EQ(receiver_.Effects().size(), 30u);
  EXPECT_EQ(Length(sender_.stream()), 30);
  EXPECT_EQ(sender_.store.Count("SELECT count(*) FROM outbox"), 30);
  EXPECT_EQ(sender_.stats.unconfirmed, 30);
  slow.options.batch = 10;
  slow.Restart();
  Step(slow);
  Step(sender_);
  EXPECT_EQ(Length(sender_.stream()), 20);
  EXPECT_EQ(sender_.store.Count("SELECT count(*) FROM outbox"), 20);
  EXPECT_EQ(sender_.store.Count("SELECT confirmed_number FROM subscription WHERE consumer = 'notification.main'"), 10);
  Settle({&sender_}, {&receiver_, &slow});
  EXPECT_EQ(Length(sender_.stream()), 0);
  EXPECT_EQ(sender_.stats.unconfirmed, 0);
}

TEST_F(RelayTest, ADestinationForNobodyIsDroppedAndAnUnlistedOneIsKept) {
  sender_.options.required_consumers = {{Destination::kCommune, {}}};
  sender_.Commit(3, Destination::kCommune);
  sender_.Commit(3, Destination::kProvince);
  for (int i = 0; i < 5; ++i) Step(sender_);
  EXPECT_EQ(sender_.store.Count("SELECT count(*) FROM outbox WHERE destination = 'commune'"), 0);
  EXPECT_EQ(sender_.store.Count("SELECT count(*) FROM outbox WHERE destination = 'province'"), 3);
  EXPECT_EQ(Length(sender_.stream(Destination::kProvince)), 3);
}

TEST_F(RelayTest, TwoCellsSendToOneLevel) {
  Sender north("indicator", "north"), south("indicator", "south");
  Receiver above("indicator.province", {north.stream(Destination::kProvince), south.stream(Destination::kProvince)});
  for (Sender* cell : {&north, &south}) {
    cell->options.required_consumers = {{Destination::kProvince, {"indicator.province"}}};
    cell->Commit(25, Destination::kProvince);
  }
  Settle({&north, &south}, {&above});
  ExpectOnce({&north, &south}, above);
}

TEST_F(RelayTest, AConfirmationThatDoesNotSpeakOfThisLifeOfTheStreamIsIgnored) {
  sender_.Commit(10);
  Publish(sender_);
  const std::string generation = StreamValue("generation");
  for (const std::string& claim :
       {std::string("another:10"), generation + ":11", generation + ":-1", std::string("10")}) {
    Redis({"HSET", ConfirmedKey(sender_.stream()), "assignment.main", claim});
    Step(sender_);
    EXPECT_EQ(sender_.store.Count("SELECT count(*) FROM outbox"), 10) << claim;
  }
  Redis({"HSET", ConfirmedKey(sender_.stream()), "assignment.main", generation + ":4"});
  Step(sender_);
  EXPECT_EQ(sender_.store.Count("SELECT count(*) FROM outbox"), 6);
}

}  // namespace
}  // namespace dondoc::messaging
