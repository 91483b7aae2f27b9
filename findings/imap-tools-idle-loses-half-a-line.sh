#!/usr/bin/env bash
# imap-tools 1.16.0 (on CPython's imaplib): half a line of IDLE is lost, by TLS without a word.
#
# Guess: `mailbox.idle.poll(timeout)` waits for the second half of a line of which the first has come (a packet,
# or a record of TLS, ends where it likes), or leaves the half for `idle.stop()`, which reads until the answer.
# Seen: while it polls the socket doesn't wait. A plain one's file gives out the half as if it were a line, and
# poll() raises imaplib's abort, "unterminated line". With TLS it is worse: the socket raises SSLWantReadError
# in the middle of the line, the buffered file forgets the half that it had, poll() takes that for "nothing
# more" and returns [], and stop() raises abort, "unexpected response", for the second half alone. The same
# difference shows where nothing has come at all: peek() of the plain socket's file says b"", that of TLS raises.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check imap-tools==1.16.0 trustme==1.2.1
cat >"$work/look.py" <<'PY'
import imaplib
import platform
import socket
import ssl
import threading

import trustme
from imap_tools.mailbox import BaseMailBox

AUTHORITY = trustme.CA()


def serve(listening, tls):
    line, _ = listening.accept()
    if tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        AUTHORITY.issue_cert("localhost").configure_cert(context)
        line = context.wrap_socket(line, server_side=True)
    commands = line.makefile("rb")
    line.sendall(b"* OK ready\r\n")
    for command in commands:
        tag, name, *_ = command.upper().split() + [b""]
        if name == b"IDLE":
            line.sendall(b"+ idling\r\n")
            waits.wait()
            line.sendall(b"* 2 EXI")
            assert commands.readline().strip() == b"DONE"
            line.sendall(b"STS\r\n")
        if name == b"CAPABILITY":
            line.sendall(b"* CAPABILITY IMAP4rev1 IDLE\r\n")
        if name == b"SELECT":
            line.sendall(b"* 1 EXISTS\r\n")
        line.sendall(tag + b" OK done\r\n")


def client(port, tls):
    context = ssl.create_default_context()
    AUTHORITY.configure_trust(context)

    class Client(imaplib.IMAP4):
        def _create_socket(self, timeout):
            line = socket.create_connection(("localhost", port), timeout)
            return context.wrap_socket(line, server_hostname="localhost") if tls else line

    class Box(BaseMailBox):
        def _get_mailbox_client(self):
            return Client("localhost", port)

    return Box()


def empty(line):
    """What peek() of its file says where nothing has come."""
    line.sock.settimeout(0)
    try:
        return repr(line.file.peek(1))
    except OSError as error:
        return type(error).__name__
    finally:
        line.sock.settimeout(30)


def tried(what):
    try:
        return str(what())
    except imaplib.IMAP4.abort as error:
        return str(error)


print("CPython", platform.python_version())
for tls in (False, True):
    waits = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listening, tls), daemon=True).start()
    box = client(listening.getsockname()[1], tls).login("me", "secret")
    box.idle.start()
    said = empty(box.client)
    waits.set()
    told = tried(lambda: box.idle.poll(timeout=10))
    ended = tried(box.idle.stop)
    print("TLS:" if tls else "plain:", f"peek() {said}; poll() {told}; stop() {ended}")
    assert said == ("SSLWantReadError" if tls else "b''"), said
    assert told == ("[]" if tls else "socket error: unterminated line: b'* 2 EXI'"), told
    assert ended == "unexpected response: b'STS'", ended
PY
"$work/venv/bin/python" "$work/look.py"
