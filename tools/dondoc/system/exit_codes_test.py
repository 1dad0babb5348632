#!/usr/bin/python3
"""What `dondoc` answers to a shell where no system runs: exit_codes_test.py PATH-OF-DONDOC."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

DONDOC = sys.argv.pop(1)


class ExitCodesTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="dondoc-test-exit-")
        self.addCleanup(temporary.cleanup)
        self.directory = pathlib.Path(temporary.name)

    def run_dondoc(self, *arguments, program=DONDOC):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
        return subprocess.run([program, *arguments], cwd=self.directory, env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=60)

    def test_help_is_no_mistake(self):
        for arguments in (["--help"], ["up", "--help"], ["down", "--help"], ["status", "--help"]):
            answer = self.run_dondoc(*arguments)
            self.assertEqual((answer.returncode, answer.stderr), (0, ""), arguments)
            self.assertIn("Usage:", answer.stdout)

    def test_wrong_usage_is_2(self):
        for arguments in ([], ["no-such-command"], ["up", "--no-such-flag"], ["status", "--format=xml"], ["down", "--wait=0"],
                          ["sign-in"]):
            answer = self.run_dondoc(*arguments)
            self.assertEqual((answer.returncode, answer.stdout), (2, ""), arguments)
            self.assertNotEqual(answer.stderr, "", arguments)

    def test_one_way_to_say_the_login_is_enough(self):
        self.assertNotIn("REQUIRED", self.run_dondoc("sign-in", "--help").stdout)
        for login in (["lan"], ["--user", "lan"]):
            self.assertEqual(self.run_dondoc("sign-in", *login).returncode, 1, "no system is running, but the usage is right")

    def test_no_running_system_is_1_and_says_how_to_start_one(self):
        for command in ("down", "status"):
            answer = self.run_dondoc(command)
            self.assertEqual((answer.returncode, answer.stdout), (1, ""))
            self.assertIn("error: FAILED_PRECONDITION NOT_RUNNING: no system is running in " + str(self.directory / "var"), answer.stderr)
            self.assertIn("dondoc up", answer.stderr)

    def test_up_without_the_services_names_them(self):
        alone = self.directory / "bin" / "dondoc"
        alone.parent.mkdir()
        shutil.copy(DONDOC, alone)
        answer = self.run_dondoc("up", program=alone)
        self.assertEqual(answer.returncode, 1)
        for program in ("organization", "directive", "assignment", "indicator", "notification", "mailcatcher"):
            self.assertIn("dondoc-" + program, answer.stderr)
        self.assertIn("make build", answer.stderr)
        self.assertFalse((self.directory / "var").exists())


if __name__ == "__main__":
    unittest.main()
