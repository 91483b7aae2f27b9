"""The connection to a mailbox, or to a server for mail out. One that was written at the desk is reached at
public addresses by TLS, and in the networks of WEBHOOK_NETWORKS: what else this host can reach is nobody's
business. The name is resolved once, and the connection goes to the address that was looked at."""

import imaplib
import smtplib
import socket
import ssl
from ipaddress import ip_address
from typing import Any, Final, NamedTuple

from django.conf import settings

from tickets.outside import addresses
from tickets.outside.smtp import line

LONGEST_LINE: Final = 1_000_000  # bytes: a longer one has no end, and imaplib says so


class Where(NamedTuple):
    """A mailbox of the desk's; that of the environment is like it, and may be anywhere."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    tls: bool


class NotAllowed(Exception):
    """In one line, why nobody connects to it."""


def box(mailbox: Any, silence: float) -> Any:
    """Of the library, before its login. Certificates are checked, for the name that was given."""
    from imap_tools.mailbox import BaseMailBox

    class Box(BaseMailBox):
        def _get_mailbox_client(self) -> imaplib.IMAP4:
            return Client(mailbox, silence)

    return Box()


class Client(imaplib.IMAP4):
    """What has been read ahead is in a file of its own: CPython 3.14 has none to be asked."""

    def __init__(self, mailbox: Any, silence: float) -> None:
        self._mailbox = mailbox
        super().__init__(mailbox.host, mailbox.port, silence)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        where, host = self._mailbox, self._mailbox.host
        address = _allowed(host, where.port, tls=where.tls) if isinstance(where, Where) else host
        line = socket.create_connection((address, where.port), timeout)
        return ssl.create_default_context().wrap_socket(line, server_hostname=host) if where.tls else line

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self.ahead = self.sock.makefile("rb")

    def read(self, size: int) -> bytes:
        return self.ahead.read(size)

    def readline(self) -> bytes:
        return self.ahead.readline(LONGEST_LINE)

    def shutdown(self) -> None:
        self.ahead.close()
        super().shutdown()


def smtp(server: Any) -> type[smtplib.SMTP]:
    """The class of connections to it."""
    usual = line(ssl=server.ssl)
    if server.anywhere:
        return usual

    class Checked(usual):  # type: ignore[misc, valid-type]  # one of two
        def _get_socket(self, host: str, port: int, timeout: float) -> Any:
            address = _allowed(host, port, tls=server.ssl or server.tls)
            return super()._get_socket(address, port, timeout)

    return Checked


def _allowed(host: str, port: int, *, tls: bool) -> str:
    scheme = "https" if tls else "http"
    for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = ip_address(str(where[0]).partition("%")[0])
        if addresses.may_go(address, scheme, settings.WEBHOOK_NETWORKS):
            return str(address)
    raise NotAllowed(f"{host} is in none of the networks of WEBHOOK_NETWORKS, or not public")
