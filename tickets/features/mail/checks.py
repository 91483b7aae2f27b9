"""Whether the mail server and the mailbox can be reached, tried now: what fails, in words for who set it up.

Nothing is sent or read. What the other side said is shown beside the words; a password is not in it.
"""

import smtplib
import socket
import ssl
from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from tickets.features.mail import addresses, failures, imap_door, reached

PATIENCE: Final = 10.0  # seconds that a server may be silent
GOOD: Final = 250


def smtp() -> str:
    """Empty: a mail would be taken."""
    return _tried(_smtp, settings.EMAIL_HOST, settings.EMAIL_PORT)


def _smtp() -> None:
    context = ssl.create_default_context()
    make, more = _first_byte(context)
    with make(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=PATIENCE, **more) as server:
        if settings.EMAIL_USE_TLS:
            server.starttls(context=context)
        if settings.EMAIL_HOST_USER:
            server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
        server.ehlo_or_helo_if_needed()
        code, said = server.mail(addresses.own())
        if code != GOOD:
            raise smtplib.SMTPSenderRefused(code, said, addresses.own())
        server.rset()


def _first_byte(context: ssl.SSLContext) -> tuple[type[smtplib.SMTP], dict[str, Any]]:
    return (smtplib.SMTP_SSL, {"context": context}) if settings.EMAIL_USE_SSL else (smtplib.SMTP, {})


def imap(mailbox: Any) -> str:
    """Empty: its mails would be read."""

    def reach() -> None:
        with imap_door.opened(mailbox, PATIENCE):
            pass

    return _tried(reach, mailbox.host, mailbox.port)


def _tried(reach: Callable[[], None], host: str, port: int) -> str:
    try:
        reach()
    except Exception as error:  # whatever another server does is what is to be said
        return _in_words(error) % {"host": host, "port": port, "said": _said(error)}
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
            return _("%(host)s takes no mail from the address of MAIL_FROM: %(said)s")
        case MailboxFolderSelectError():
            return _("There is no such folder in the mailbox: %(said)s")
    return _("%(host)s answered something unexpected: %(said)s")


def _said(error: Exception) -> str:
    """By the other side, without what we said."""
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {failures.text(error.smtp_error)}"[:300]
    return failures.text(str(getattr(error, "command_result", None) or error))[:300]
