"""What a server tells in IDLE is noticed and read whole, in however many pieces it comes."""

import socket
import ssl
import threading
from pathlib import Path

import pytest

from support_site.mail import Mailbox
from tests import certificates
from tickets.features.mail import imap_door, reached

ANSWERS = {b"CAPABILITY": b"* CAPABILITY IMAP4rev1 IDLE\r\n", b"LOGOUT": b"* BYE\r\n"}


class Server:
    """Its words in IDLE: with its consent, once the client waits, and once it has waited enough."""

    def __init__(self, *words: bytes, tls: ssl.SSLContext | None) -> None:
        self.words, self.tls, self.it_waits = words, tls, threading.Event()
        self.listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        line, _ = self.listening.accept()
        if self.tls:
            line = self.tls.wrap_socket(line, server_side=True)
        with self.listening, line, line.makefile("rb") as commands:
            line.sendall(b"* OK ready\r\n")
            for command in commands:
                tag, name, *_ = command.upper().split()
                if name == b"IDLE":
                    self._idle(line)
                    assert commands.readline() == b"DONE\r\n"
                    line.sendall(self.words[2])
                line.sendall(ANSWERS.get(name, b"") + tag + b" OK done\r\n")

    def _idle(self, line: socket.socket) -> None:
        line.sendall(b"+ idling\r\n" + self.words[0])
        if self.words[1]:
            assert self.it_waits.wait(30)
            line.sendall(self.words[1])


@pytest.mark.parametrize(
    "words",
    [
        (b"* 2 EXISTS\r\n", b"", b""),
        (b"* 2 EXI", b"", b"STS\r\n"),
        (b"", b"* 2 EXISTS\r\n", b""),
        (b"", b"* 2 EXI", b"STS\r\n"),
    ],
    ids=["with its consent", "half of it", "later", "half of it later"],
)
@pytest.mark.parametrize("tls", [True, False], ids=["TLS", "plain"])
def test_it_is_noticed_and_read_whole(
    words: tuple[bytes, ...], tls: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificates.written(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    server = Server(*words, tls=certificates.context(certificate) if tls else None)
    look = imap_door._has_read_on

    def has_looked(client: reached.Client) -> bool:
        found = look(client)
        server.it_waits.set()
        return found

    monkeypatch.setattr(imap_door, "IDLE", 600.0)
    monkeypatch.setattr(imap_door, "_has_read_on", has_looked)
    port = server.listening.getsockname()[1]
    with imap_door.opened(Mailbox("localhost", port, "support", "right", "INBOX", tls)) as box:
        imap_door.until_told(box)
        assert box.client.untagged_responses[imap_door.TOLD] == [b"2"]
