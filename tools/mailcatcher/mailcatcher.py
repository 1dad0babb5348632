#!/usr/bin/python3
"""An SMTP server that keeps every message in a maildir and delivers none.

For demonstrations and tests: what the system would have sent can be read with any mail program, or as files in MAILDIR/new.
Each message is kept once, with Return-Path and one Delivered-To line for each recipient on top, before its sender is told 250.
"""

import argparse
import asyncio
import mailbox
import os
import signal
import sys

from aiosmtpd.smtp import SMTP

MAX_MESSAGE_BYTES = 32 * 1024 * 1024


class KeepInMaildir:
    """The aiosmtpd handler: answers for recipients, keeps messages."""

    def __init__(self, maildir, reject, drop):
        self._maildir = mailbox.Maildir(maildir, create=True)
        self._reject = reject
        self._drop = drop

    async def handle_RCPT(self, server, session, envelope, address, options):
        code = self._reject.get(local_part(address))
        if code:
            return f"{code} {address} is refused, as asked for"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        head = f"Return-Path: <{envelope.mail_from}>\n" + "".join(f"Delivered-To: {to}\n" for to in envelope.rcpt_tos)
        self._maildir.add(head.encode() + envelope.original_content.replace(b"\r\n", b"\n"))
        if any(local_part(to) in self._drop for to in envelope.rcpt_tos):
            server.transport.abort()
        return "250 Kept"


def local_part(address):
    return address.rpartition("@")[0]


async def serve(options, handler):
    loop = asyncio.get_running_loop()

    def connection():
        return SMTP(handler, data_size_limit=MAX_MESSAGE_BYTES, enable_SMTPUTF8=True, hostname="mailcatcher", loop=loop)

    if options.socket:
        server = await loop.create_unix_server(connection, path=options.socket)
        os.chmod(options.socket, 0o600)
        address = f"unix:{options.socket}"
    else:
        host, _, port = options.listen.rpartition(":")
        server = await loop.create_server(connection, host=host, port=int(port))
        host, port = server.sockets[0].getsockname()[:2]
        address = f"{host}:{port}"
    if options.ready_file:
        with open(options.ready_file + ".new", "w", encoding="utf-8") as file:
            file.write(address + "\n")
        os.replace(options.ready_file + ".new", options.ready_file)
    print(f"keeping mail for {address} in {options.maildir}", flush=True)

    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()
    server.close()
    if options.socket:
        os.unlink(options.socket)


def code_and_local_part(text):
    code, _, local = text.partition("=")
    if not (code.isdigit() and 400 <= int(code) <= 599 and local):
        raise argparse.ArgumentTypeError(f"{text!r} is not CODE=LOCALPART with a code from 400 to 599")
    return local, code


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--socket", metavar="PATH", help="listen on this Unix socket")
    where.add_argument("--listen", metavar="HOST:PORT", help="listen on TCP; port 0 takes a free one")
    parser.add_argument("--maildir", metavar="DIR", required=True, help="keep messages here; made where it does not exist")
    parser.add_argument("--ready-file", metavar="FILE", help="write the address into this file once it can be used")
    parser.add_argument("--reject", metavar="CODE=LOCALPART", type=code_and_local_part, action="append", default=[],
                        help="answer CODE to recipients with this local part, e.g. 450=reject-450; may be repeated")
    parser.add_argument("--drop", metavar="LOCALPART", action="append", default=[],
                        help="keep messages for this local part, then cut the connection without an answer")
    options = parser.parse_args()
    try:
        asyncio.run(serve(options, KeepInMaildir(options.maildir, dict(options.reject), set(options.drop))))
    except OSError as error:
        sys.exit(f"mailcatcher: {error}")


if __name__ == "__main__":
    main()
