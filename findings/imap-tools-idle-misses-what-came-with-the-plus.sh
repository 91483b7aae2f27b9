#!/usr/bin/env bash
# imap-tools 1.16.0 (on CPython's imaplib): IDLE waits for what it has already read.
#
# Guess: `mailbox.idle.wait(timeout)` returns as soon as the server has told of a new mail, whenever in IDLE
# that was: also when "* 2 EXISTS" comes in one piece with "+ idling", as from servers that look into the
# mailbox when IDLE begins.
# Seen: it waits for the whole timeout and returns []. The line with "+" is read through a buffer that takes
# all that has come, and the waiting is a poll of the socket, where nothing is left. The same two lines 0.3 s
# apart are told at once. So a mail that comes between a search and IDLE is noticed a timeout later.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check imap-tools==1.16.0
cat >"$work/look.py" <<'PY'
import socket
import threading
import time

from imap_tools import MailBoxUnencrypted

TIMEOUT = 3


def serve(listening, apart):
    line, _ = listening.accept()
    commands = line.makefile("rb")
    line.sendall(b"* OK ready\r\n")
    for command in commands:
        tag, name, *_ = command.upper().split() + [b""]
        if name == b"IDLE":
            first, second = b"+ idling\r\n", b"* 2 EXISTS\r\n"
            if apart:
                line.sendall(first)
                time.sleep(apart)
                line.sendall(second)
            else:
                line.sendall(first + second)
            assert commands.readline().strip() == b"DONE"
        if name == b"CAPABILITY":
            line.sendall(b"* CAPABILITY IMAP4rev1 IDLE\r\n")
        if name == b"SELECT":
            line.sendall(b"* 1 EXISTS\r\n")
        if name == b"LOGOUT":
            line.sendall(b"* BYE\r\n")
        line.sendall(tag + b" OK done\r\n")


def waited(apart):
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listening, apart), daemon=True).start()
    with MailBoxUnencrypted("127.0.0.1", listening.getsockname()[1]).login("me", "secret") as mailbox:
        began = time.monotonic()
        told = mailbox.idle.wait(timeout=TIMEOUT)
        return told, time.monotonic() - began


told, took = waited(apart=0.3)
print(f"0.3 s apart: {told} after {took:.1f} s")
assert told == [b"* 2 EXISTS"] and took < TIMEOUT - 1, (told, took)
told, took = waited(apart=0)
print(f"in one piece: {told} after {took:.1f} s of {TIMEOUT}")
assert told == [] and took > TIMEOUT - 0.5, (told, took)
PY
"$work/venv/bin/python" "$work/look.py"
