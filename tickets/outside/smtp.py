"""Mail out by SMTP: Django's, but with patience at one place.

Who gives up before the answer to a whole mail sends it again, though the server may have taken it. So that
answer is waited for as long as RFC 5321 (4.5.3.2.6) asks, and everything else for EMAIL_TIMEOUT.
"""

import smtplib
from typing import Any, Final

from django.core.mail.backends import smtp

TAKEN_WITHIN: Final = 600  # seconds
END: Final = b"\r\n.\r\n"  # of a mail


class Line(smtplib.SMTP):
    def send(self, s: Any) -> None:
        super().send(s)
        if isinstance(s, bytes) and s.endswith(END) and self.sock:
            self.sock.settimeout(TAKEN_WITHIN)

    def data(self, msg: Any) -> Any:
        try:
            return super().data(msg)
        finally:
            if self.sock:
                self.sock.settimeout(self.timeout)


class LineByTLS(Line, smtplib.SMTP_SSL):
    pass


def line(*, ssl: bool) -> type[Line]:
    """The class of connections. `ssl`: TLS from the first byte."""
    return LineByTLS if ssl else Line


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self) -> type[Line]:
        return line(ssl=self.use_ssl)
