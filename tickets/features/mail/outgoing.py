"""The desk's own servers for mail out: which one a mail goes by, and what somebody does with one.

That of EMAIL_URL is everybody's where it is set; a server of the desk's that is everybody's waits until it
isn't. One that is a site's or a team's takes the mails of their conversations before either.
"""

from collections.abc import Sequence
from email.utils import formataddr
from typing import Any, Final, NamedTuple

from django.conf import settings

from tickets.audit import log
from tickets.database import transaction
from tickets.features.mail import reached, sealing
from tickets.features.mail.models import Outgoing
from tickets.lately import Lately
from tickets.models import Ticket
from tickets.outside.smtp import EmailBackend
from tickets.people import sites

USUAL_PORT: Final = {"smtp": 25, "smtps": 465, "smtp+tls": 587}


class Server(NamedTuple):
    """One that mail can be handed to. `anywhere`: the environment's."""

    host: str
    port: int
    user: str
    password: str
    ssl: bool
    tls: bool
    sender: str
    reply_to: str
    anywhere: bool = False
    by_owner: bool = True


class NoWayOut(Exception):
    """In one line, why a mail waits."""


class Backend(EmailBackend):
    """To the address that was looked at."""

    def __init__(self, server: Server) -> None:
        more: Any = {"use_ssl": server.ssl, "use_tls": server.tls, "timeout": settings.EMAIL_TIMEOUT}
        super().__init__(server.host, server.port, server.user, server.password, **more)
        self._server = server

    @property
    def connection_class(self) -> Any:
        return reached.smtp(self._server)


known: Final = Lately[Sequence[tuple[bool, str]]](
    lambda: [(one.is_everybodys, one.address) for one in Outgoing.objects.filter(is_on=True)], ()
)


def is_there() -> bool:
    """Mail can go out. Mostly as it was a moment ago: it is asked with every message."""
    return bool(settings.EMAIL_URL) or any(everybodys for everybodys, _ in known.get())


def senders() -> set[str]:
    """Of the desk's servers: the addresses that mails are from."""
    return {address.lower() for _, address in known.get()}


def environments() -> Server:
    of = (settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    tls = (settings.EMAIL_USE_SSL, settings.EMAIL_USE_TLS)
    return Server(*of, *tls, settings.MAIL_FROM, settings.MAIL_REPLY_TO, anywhere=True)


def of(ticket: Ticket | None) -> Server | None:
    """By which a mail goes; None: by what EMAIL_URL says. Raises NoWayOut, NotOpened."""
    fitting = [one for one in Outgoing.objects.filter(is_on=True).order_by("-pk") if _fits(one, ticket)]
    if fitting:
        return server(max(fitting, key=lambda one: (bool(one.team_id), bool(one.site), -one.pk)))
    if not settings.EMAIL_URL:
        raise NoWayOut("there is no server for mail out any more: neither EMAIL_URL nor one of the desk's")
    return None


def _fits(one: Outgoing, ticket: Ticket | None) -> bool:
    if one.is_everybodys:
        return not settings.EMAIL_URL
    if ticket is None or one.team_id not in (None, ticket.team_id):
        return False
    return not one.site or one.site == sites.places([ticket.public_id])[ticket.public_id]


def server(one: Outgoing, password: str = "") -> Server:
    """`password`, empty: the one that is kept. Raises NotOpened."""
    if one.user and not password:
        password = sealing.opened(one.sealed, one.whose)
    ssl, tls = one.scheme == Outgoing.Scheme.TLS, one.scheme == Outgoing.Scheme.STARTTLS
    more = (one.reply_to or f"r+*@{one.address.rpartition('@')[2]}", False, one.by_owner)
    sender = formataddr((one.name, one.address))
    return Server(one.host, one.port, one.user, password, ssl, tls, sender, *more)


def all_of_them() -> Sequence[Outgoing]:
    return list(Outgoing.objects.select_related("team").order_by("pk"))


def one(pk: int) -> Outgoing | None:
    return Outgoing.objects.filter(pk=pk).first()


def another_for_the_same(made: Outgoing) -> bool:
    same = Outgoing.objects.filter(site=made.site, team=made.team)
    return same.exclude(pk=made.pk).exists()


@transaction()
def keep(made: Outgoing, password: str) -> None:
    """`password`, empty: the one that is kept."""
    before = one(made.pk) if made.pk else None
    if password:
        made.sealed = sealing.sealed(password, made.whose)
    if not made.user:
        made.sealed = ""
    made.save()
    after = _told(made) | ({"password": "another"} if password else {})
    log.note("outgoing.changed" if before else "outgoing.added", made, before=_told(before), after=after)


@transaction()
def remove(made: Outgoing) -> None:
    log.note("outgoing.removed", made, before=_told(made))
    made.delete()


def _told(made: Outgoing | None) -> dict[str, Any]:
    names = ("scheme", "host", "port", "user", "address", "name", "reply_to", "site", "team_id", "is_on")
    return {name: getattr(made, name) for name in names} if made else {}
