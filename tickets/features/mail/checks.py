"""Whether the mail server and the mailbox can be reached, tried now: what fails, in words for who set it up.

Nothing is sent or read. What the other side said is shown beside the words; a password is not in it.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from email.utils import parseaddr
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext as _

from tickets.features.mail import failures, imap_door, outgoing, reached
from tickets.features.mail.outgoing import Server

PATIENCE: Final = 10.0  # seconds that a server may be silent
GOOD: Final = 250


def smtp(out: Server | None = None) -> str:
    """Empty: a mail would be taken. Without one of the desk's, that of EMAIL_URL."""
    to = out or outgoing.environments()
    sender = parseaddr(to.sender)[1] if out else _("the address of MAIL_FROM")
    return _tried(partial(_smtp, to), to.host, to.port, sender)


def _smtp(to: Server) -> None:
    context, sender = ssl.create_default_context(), parseaddr(to.sender)[1]
    more: dict[str, Any] = {"context": context} if to.ssl else {}
    with reached.smtp(to)(to.host, to.port, timeout=PATIENCE, **more) as server:
        if to.tls:
            server.starttls(context=context)
        if to.user:
            server.login(to.user, to.password)
        server.ehlo_or_helo_if_needed()
        code, said = server.mail(sender)
        if code != GOOD:
            raise smtplib.SMTPSenderRefused(code, said, sender)
        server.rset()


def imap(mailbox: Any) -> str:
    """Empty: its mails would be read."""

    def reach() -> None:
        with imap_door.opened(mailbox, PATIENCE):
            pass

    return _tried(reach, mailbox.host, mailbox.port)


def _tried(reach: Callable[[], None], host: str, port: int, sender: str = "") -> str:
    try:
        reach()
    except Exception as error:  # whatever another server does is what is to be said
        told = {"host": host, "port": port, "sender": sender, "said": _said(error)}
        return _in_words(error) % told
    return ""


def _in_words(error: Exception) -> str:
    match error:
        case socket.gaierror():
            return _("There is no server called %(host)s.")
        case ConnectionRefusedError():
            return _("%(host)s takes no connection on port %(port)s.")
        case TimeoutError():
            return _("%(host)s doesn't answer on port %(port)s. A firewall may be in between.")
        case ssl.SSLCertVerificationError():
            return _("The certificate of %(host)s isn't good: %(said)s")
        case ssl.SSLError():
            return _("%(host)s speaks no TLS on port %(port)s, or another one: %(said)s")
    return _of_the_protocol(error)


def _of_the_protocol(error: Exception) -> str:
    from imap_tools.errors import MailboxFolderSelectError, MailboxLoginError

    match error:
        case reached.NotAllowed():
            return _(
                "%(host)s is no public address, or is to be reached without TLS: that goes to the "
                "networks of WEBHOOK_NETWORKS alone."
            )
        case smtplib.SMTPNotSupportedError():
            return _("%(host)s offers less than is asked of it, STARTTLS or a sign-in: %(said)s")
        case smtplib.SMTPAuthenticationError() | MailboxLoginError():
            return _("%(host)s doesn't take this user and password: %(said)s")
        case smtplib.SMTPSenderRefused():
            return _("%(host)s takes no mail from %(sender)s: %(said)s")
        case MailboxFolderSelectError():
            return _("There is no such folder in the mailbox: %(said)s")
    return _("%(host)s answered something unexpected: %(said)s")


def _said(error: Exception) -> str:
    """By the other side, without what we said."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {failures.text(error.smtp_error)}"[:300]
    return failures.text(str(getattr(error, "command_result", None) or error))[:300]
