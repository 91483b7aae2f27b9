#!/usr/bin/env bash
# imap-tools 1.16.0: `mailbox.delete(uids)` and `mailbox.move(uids, folder)` take more mails than they are given.
#
# Guess: with a server that has UIDPLUS (RFC 4315) they end with "UID EXPUNGE" of the mails that they marked,
# so one that somebody else had marked as \Deleted, in a mail program that expunges later or on purpose
# not yet, stays.
# Seen: they end with a plain EXPUNGE, whatever the server can, and every marked mail in the folder is gone.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install -q --disable-pip-version-check imap-tools==1.16.0
cat >"$work/look.py" <<'PY'
import socket
import threading

from imap_tools import MailBoxUnencrypted


def serve(listening, there, marked, said):
    line, _ = listening.accept()
    line.sendall(b"* OK ready\r\n")
    for raw in line.makefile("rb"):
        tag, *words = raw.strip().split(b" ")
        by_uid = words[0] == b"UID"
        name = words[1] if by_uid else words[0]
        uids = {int(uid) for uid in words[2].split(b",")} if by_uid else set()
        said.append(b"UID " * by_uid + name)
        if name == b"CAPABILITY":
            line.sendall(b"* CAPABILITY IMAP4rev1 UIDPLUS\r\n")
        if name == b"SELECT":
            line.sendall(b"* 2 EXISTS\r\n")
        if name == b"STORE":
            marked |= uids
        if name == b"EXPUNGE":
            there -= marked & uids if by_uid else marked
        if name == b"LOGOUT":
            line.sendall(b"* BYE\r\n")
        line.sendall(tag + b" OK done\r\n")


def left(act):
    """Of the mails 1 and 2, of which somebody else has marked the second."""
    there, said = {1, 2}, []
    listening = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listening, there, {2}, said), daemon=True).start()
    with MailBoxUnencrypted("127.0.0.1", listening.getsockname()[1]).login("me", "secret") as mailbox:
        act(mailbox)
    return there, said[3:-1]


for name, act in (
    ("delete(['1'])", lambda mailbox: mailbox.delete(["1"])),
    ("move(['1'], 'Done')", lambda mailbox: mailbox.move(["1"], "Done")),
):
    there, said = left(act)
    print(f"{name}: {[one.decode() for one in said]}, and left are {there or 'none'}")
    assert there == set(), there
    assert said[-2:] == [b"UID STORE", b"EXPUNGE"], said
PY
"$work/venv/bin/python" "$work/look.py"
