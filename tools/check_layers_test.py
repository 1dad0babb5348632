#!/usr/bin/python3
"""Each rule of check_layers.py, on a small tree that breaks it."""

import pathlib
import tempfile
import unittest

from check_layers import Checker


class CheckLayersTest(unittest.TestCase):
    def mistakes(self, files):
        with tempfile.TemporaryDirectory() as directory:
            for name, text in files.items():
                path = pathlib.Path(directory, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            return Checker(pathlib.Path(directory)).run()

    def assert_mistake(self, name, text, expected):
        found = self.mistakes({name: text})
        self.assertEqual(len(found), 1, found)
        self.assertIn(expected, found[0])
        self.assertTrue(found[0].startswith(name + ":"), found[0])

    def assert_fine(self, name, text):
        self.assertEqual(self.mistakes({name: text}), [])

    def test_rooms_include_what_they_may(self):
        domain = "services/assignment/domain/deadline.cc"
        self.assert_fine(domain, '#include "services/assignment/domain/deadline.h"\n#include "common/time/day.h"\n')
        self.assert_mistake(domain, '#include "services/assignment/storage/sql.h"\n', "domain/ may use")
        self.assert_mistake(domain, '#include "common/time/clock.h"\n', "domain/ may use")
        self.assert_mistake("services/assignment/storage/a.cc", '#include "services/assignment/app/b.h"\n', "storage/ may use")
        self.assert_mistake("services/assignment/rpc/a.cc", '#include "services/directive/rpc/b.h"\n', "by RPC")
        self.assert_fine("services/assignment/events/a.cc", '#include "services/organization/replica/replica.h"\n')
        self.assert_mistake("services/assignment/stuff/a.cc", '#include "common/ids/id_generator.h"\n', "no room")

    def test_messages_stay_at_the_edges(self):
        message = '#include "dondoc/assignment/v1/assignment_events.pb.h"\n'
        self.assert_mistake("services/assignment/app/accept.cc", message, "messages are known in")
        self.assert_fine("services/assignment/rpc/convert.cc", message)
        self.assert_fine("services/assignment/storage/fact_outbox.cc", message)

    def test_shelves_know_no_service_and_programs_no_test_library(self):
        self.assert_mistake("common/ids/a.cc", '#include "services/assignment/domain/ids.h"\n', "knows nothing of services")
        self.assert_mistake("common/ids/a.cc", '#include "common/testing/temp_dir.h"\n', "only tests")
        self.assert_fine("common/ids/a_test.cc", '#include "common/testing/temp_dir.h"\n')
        self.assert_mistake("tools/dondoc/a.cc", '#include "services/directive/app/ingest.h"\n', "by RPC")
        self.assert_mistake("common/ids/id_util.h", "", "name the file after")

    def test_time_is_an_argument(self):
        self.assert_mistake("services/a/app/x.cc", "auto now = std::chrono::system_clock::now();\n", "asks the time")
        self.assert_fine("services/a/app/x.cc", "// not system_clock::now()\n")
        self.assert_fine("common/time/clock.cc", "return system_clock::now();\n")
        self.assert_mistake("services/a/app/x_test.cc", "std::this_thread::sleep_for(10ms);\n", "sleeps")
        self.assert_mistake("services/a/storage/sql/x.sql", "-- Reads.\nSELECT a FROM b WHERE c < now();\n", "asks the time")
        self.assert_fine("common/messaging/sql/take_lease.sql", "-- Takes.\nSELECT a FROM b WHERE c < now();\n")

    def test_sql_lives_in_files(self):
        self.assert_mistake("services/a/storage/x.cc", 'Run("SELECT id FROM t");\n', "SQL in C++")
        self.assert_mistake("services/a/storage/x.cc", 'Run("insert  into t values (1)".upper);\nRun("UPDATE t SET x = 1");\n', "SQL in C++")
        self.assert_fine("services/a/storage/x_pgtest.cc", 'Run("SELECT id FROM t");\n')
        self.assert_fine("services/a/storage/x.cc", 'Say("Select a unit");\n')
        self.assert_mistake("services/a/storage/sql/x.sql", "-- Reads.\nSELECT * FROM t;\n", "SELECT *")
        self.assert_fine("services/a/storage/sql/x.sql", "-- Counts.\nSELECT count(*) FROM t;\n")
        self.assert_mistake("services/a/storage/sql/x.sql", "SELECT a FROM t;\n", "begin with a comment")

    def test_migrations_have_no_gaps(self):
        first = "services/a/migrations/0001_create_a.sql"
        third = "services/a/migrations/0003_create_c.sql"
        found = self.mistakes({first: "-- A.\n", third: "-- C.\n", "services/a/migrations/LATEST": "0003_create_c\n"})
        self.assertEqual(len(found), 1, found)
        self.assertIn("this should be 0002", found[0])
        found = self.mistakes({first: "-- A.\n", "services/a/migrations/LATEST": "0002_create_b\n"})
        self.assertIn("should name the last migration", found[0])

    def test_a_migration_takes_nothing_away_that_the_version_before_needs(self):
        for statement in ("ALTER TABLE a DROP COLUMN b;", "DROP TABLE a;", "ALTER TABLE a RENAME b TO c;", "ALTER TABLE a RENAME TO b;",
                          "ALTER TABLE a ALTER COLUMN b SET NOT NULL;", "ALTER TABLE a\n  ALTER COLUMN b TYPE text;",
                          "ALTER TABLE a ALTER COLUMN b DROP DEFAULT;", "DROP FUNCTION a;"):
            self.assert_mistake("services/a/migrations/0001_change_a.sql", f"-- A.\n{statement}\n", "takes away")
            self.assert_fine("services/a/migrations/0001_contract_a.sql", f"-- A.\n{statement}\n")
        self.assert_fine("services/a/migrations/0001_create_a.sql", "-- Does not DROP COLUMN a.\nCREATE TABLE a (b int NOT NULL);\n")
        self.assert_fine("services/a/migrations/0001_widen_a.sql", "-- A.\nALTER TABLE a DROP CONSTRAINT b, ADD CONSTRAINT b CHECK (c > 0);\n")

    def test_who_listens_is_named_and_who_is_named_listens(self):
        one = "services/one/main.cc"
        two = "services/two/main.cc"
        listens = 'runtime.Subscribe("one",\n messaging::Type<A>(), OnA);\n.subscribers = {},\n'
        self.assertEqual(self.mistakes({one: '.subscribers = {"two"},\n', two: listens}), [])
        for named in ("{}", '{"two", "three"}', '{"three"}'):
            found = self.mistakes({one: f".subscribers = {named},\n", two: listens})
            self.assertEqual(len(found), 1, found)
            self.assertIn(one, found[0])
        self.assert_mistake(one, '.subscribers = {"two"},\n', "none")

    def test_who_keeps_a_copy_of_the_tree_listens_to_organization(self):
        tree = "services/organization/main.cc"
        keeps = "replica::KeepCopy(runtime, refresh);\n.subscribers = {},\n"
        self.assertEqual(self.mistakes({tree: '.subscribers = {"two"},\n', "services/two/main.cc": keeps}), [])
        found = self.mistakes({tree: ".subscribers = {},\n", "services/two/main.cc": keeps})
        self.assertEqual(len(found), 1, found)
        self.assertIn("two", found[0])


if __name__ == "__main__":
    unittest.main()
