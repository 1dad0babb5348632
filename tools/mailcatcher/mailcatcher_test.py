#!/usr/bin/python3
"""Speaks SMTP with a running mailcatcher."""

import mailbox
import pathlib
import select
import smtplib
import socket
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(__file__).with_name("mailcatcher.py")
MESSAGE = "Message-ID: <{}@dondoc>\r\nSubject: =?utf-8?q?Nh=E1=BA=AFc_vi=E1=BB=87c?=\r\n\r\nĐến hạn.\r\n.một dòng chấm\r\n"


class UnixSmtp(smtplib.SMTP):
    def _get_socket(self, host, port, timeout):
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(timeout)
        connection.connect(host)
        return connection


class MailcatcherTest(unittest.TestCase):
    def start(self, *arguments):
        process = subprocess.Popen([sys.executable, PROGRAM, "--maildir", self.directory / "mail", *arguments],
                                   stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.terminate)
        self.assertTrue(select.select([process.stdout], [], [], 30)[0], "it did not start")
        self.assertIn("keeping mail for", process.stdout.readline())
        return process

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="dondoc-test-mail-")
        self.addCleanup(temporary.cleanup)
        self.directory = pathlib.Path(temporary.name)
        self.socket = str(self.directory / "smtp.sock")

    def kept(self):
        return list(mailbox.Maildir(self.directory / "mail", create=False))

    def send(self, to, name="1", connect=None):
        with (connect or (lambda: UnixSmtp(self.socket, 25, "test", 30)))() as smtp:
            return smtp.sendmail("dondoc@example.vn", to, MESSAGE.format(name).encode())

    def test_keeps_what_it_gets_on_a_unix_socket(self):
        process = self.start("--socket", self.socket)
        self.assertEqual(self.send(["a@example.vn", "b@example.vn"]), {})
        [message] = self.kept()
        self.assertEqual(message["Message-ID"], "<1@dondoc>")
        self.assertEqual(message.get_all("Delivered-To"), ["a@example.vn", "b@example.vn"])
        self.assertEqual(message["Return-Path"], "<dondoc@example.vn>")
        self.assertEqual(message.get_payload(decode=True).decode(), "Đến hạn.\n.một dòng chấm\n")
        process.terminate()
        self.assertEqual(process.wait(30), 0)
        self.assertFalse(pathlib.Path(self.socket).exists())

    def test_listens_on_tcp_and_says_where(self):
        ready = self.directory / "ready"
        self.start("--listen", "127.0.0.1:0", "--ready-file", str(ready))
        host, port = ready.read_text().strip().split(":")
        self.send(["a@example.vn"], connect=lambda: smtplib.SMTP(host, int(port)))
        self.assertEqual(len(self.kept()), 1)

    def test_refuses_whom_it_is_told_to(self):
        self.start("--socket", self.socket, "--reject", "450=later", "--reject", "550=never")
        with self.assertRaises(smtplib.SMTPRecipientsRefused) as refused:
            self.send(["later@example.vn", "never@example.vn"])
        codes = {address: answer[0] for address, answer in refused.exception.recipients.items()}
        self.assertEqual(codes, {"later@example.vn": 450, "never@example.vn": 550})
        self.assertEqual(self.kept(), [])

    def test_can_leave_the_sender_in_doubt(self):
        self.start("--socket", self.socket, "--drop", "cut")
        with self.assertRaises(smtplib.SMTPServerDisconnected):
            self.send(["cut@example.vn"])
        self.assertEqual(len(self.kept()), 1)

    def test_starts_again_where_a_killed_one_left_its_socket(self):
        process = self.start("--socket", self.socket)
        process.kill()
        process.wait()
        self.start("--socket", self.socket)
        self.send(["a@example.vn"])
        self.assertEqual(len(self.kept()), 1)

    def test_says_what_is_wrong_with_its_arguments(self):
        for arguments in (["--socket", "s", "--reject", "250=a"], ["--socket", "s", "--listen", "h:1"], []):
            answer = subprocess.run([sys.executable, PROGRAM, "--maildir", "m", *arguments], capture_output=True, cwd=self.directory)
            self.assertEqual(answer.returncode, 2)


if __name__ == "__main__":
    unittest.main()
