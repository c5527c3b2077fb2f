#!/usr/bin/python3
"""A mail server that keeps every mail as DIR/NNNNNN.eml, in order of arrival.

It accepts mail to anybody and passes nothing on.  For tests it can ask for
STARTTLS and a password, and refuse addresses for good or for once.
"""

import argparse
import asyncio
import datetime
import email.parser
import itertools
import os
import signal
import ssl

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import AuthResult


class Mailbox:
    """The handler that the server calls: one method for each command."""

    def __init__(self, folder, refuse, later, log):
        os.makedirs(folder, exist_ok=True)
        kept = [int(name[:6]) for name in os.listdir(folder)
                if name.endswith(".eml")]
        self.numbers = itertools.count(max(kept, default=0) + 1)
        self.folder = folder
        self.refuse = set(refuse)
        self.later = set(later)
        self.log = log

    async def handle_RCPT(self, _server, _session, envelope, address, options):
        """Answers to RCPT TO."""
        if address in self.refuse:
            return "550 5.1.1 No such mailbox here"
        if address in self.later:
            self.later.remove(address)
            return "451 4.2.1 Mailbox busy, try again later"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server, _session, envelope):
        """Keeps a mail; it gets its name only when it is whole."""
        path = os.path.join(self.folder, f"{next(self.numbers):06d}.eml")
        with open(path + ".part", "wb") as file:
            file.write(envelope.original_content)
        os.rename(path + ".part", path)
        if self.log:
            self.write_log(envelope.original_content)
        return "250 2.0.0 Kept as " + os.path.basename(path)

    def write_log(self, content):
        """A line with time, Message-ID and To, separated by tabs."""
        header = email.parser.BytesHeaderParser().parsebytes(content)
        now = datetime.datetime.now(datetime.timezone.utc)
        receiver = " ".join(header.get("To", "-").split())
        print(now.isoformat(timespec="milliseconds"),
              header.get("Message-ID", "-"), receiver,
              sep="\t", file=self.log, flush=True)


def authenticator(credentials):
    """Accepts one user and password, as PLAIN or LOGIN."""
    expected = tuple(credentials.encode().split(b":", 1))

    def check(_server, _session, _envelope, _mechanism, data):
        same = (data.login, data.password) == expected
        return AuthResult(success=same, handled=False)

    return check


def tls_context(cert, key):
    """The server's side of STARTTLS."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(cert, key)
    return context


def parse_arguments():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--port", type=int, default=2525,
                        help="on 127.0.0.1; 0 for any that is free")
    parser.add_argument("--log", metavar="FILE",
                        type=argparse.FileType("a", encoding="utf-8"),
                        help="writes a line for each mail")
    parser.add_argument("--tls", nargs=2, metavar=("CERT", "KEY"),
                        help="asks for STARTTLS")
    parser.add_argument("--auth", metavar="USER:PASSWORD",
                        help="asks for this password")
    parser.add_argument("--refuse", action="append", default=[],
                        metavar="ADDRESS", help="answers 550 5.1.1")
    parser.add_argument("--later", action="append", default=[],
                        metavar="ADDRESS", help="answers 451 4.2.1 once")
    return parser.parse_args()


def main():
    """Serves until SIGTERM or SIGINT."""
    args = parse_arguments()
    settings = {"ident": "mailbox"}
    if args.tls:
        settings.update(tls_context=tls_context(*args.tls),
                        require_starttls=True)
    if args.auth:
        settings.update(authenticator=authenticator(args.auth),
                        auth_required=True, auth_require_tls=bool(args.tls))
    loop = asyncio.new_event_loop()
    for number in signal.SIGTERM, signal.SIGINT:
        loop.add_signal_handler(number, loop.stop)
    mailbox = Mailbox(args.folder, args.refuse, args.later, args.log)
    controller = UnthreadedController(mailbox, "127.0.0.1", args.port,
                                      loop=loop, **settings)
    controller.begin()
    port = controller.server.sockets[0].getsockname()[1]
    print(f"listening on 127.0.0.1:{port}", flush=True)
    loop.run_forever()
    controller.end()


if __name__ == "__main__":
    main()
