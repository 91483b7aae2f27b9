"""Mail in from a mailbox (IMAP_URL, or the desk's settings): new mails are stored, and only then marked as
seen. IDLE tells of them.

The library is synchronous, so it has a thread of its own. What fails is written down for /readyz and the
Connections page, and tried again; meanwhile the mails wait where they are.
"""

import logging
import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from django.db import close_old_connections

from tickets.database import transaction
from tickets.features.mail import arrive, parse, reached
from tickets.features.mail.models import Door

log = logging.getLogger(__name__)

NAME: Final = "imap"
TOLD: Final = "EXISTS"  # how a server tells of a new mail
IDLE: Final = 20  # seconds until the end of the process, or a line that is dead, would be noticed
SILENCE: Final = 30.0  # seconds that a server may take to answer
LIVES: Final = 60  # looks of a connection: then a new one, for servers end long ones
AGAIN: Final = (2.0, 60.0)  # seconds between two tries, at first and at most


class NotDone(Exception):
    """What the server says of one mail."""


class ImapDoor(threading.Thread):
    """`number`: of a mailbox of the desk's; `door`: what its troubles are written under."""

    def __init__(self, mailbox: Any, door: str = NAME, number: int | None = None) -> None:
        super().__init__(name=door, daemon=True)
        self._mailbox, self._door, self._number = mailbox, door, number
        self._stopped = threading.Event()
        self._told: bool | None = None  # that it fails, or that it doesn't; None: not since the start
        self._left: set[str] = set()  # uids that this connection leaves alone
        self._said: set[str] = set()  # and those that it has been said of

    def stop(self) -> None:
        self._stopped.set()

    def run(self) -> None:
        wait = AGAIN[0]
        while not self._stopped.is_set():
            try:
                self._serve()
                wait = AGAIN[0]
            except Exception as error:
                self._failed(error)
                self._stopped.wait(wait)
                wait = min(AGAIN[1], 2 * wait)
            finally:
                close_old_connections()

    def _serve(self) -> None:
        """One connection, as long as it lives."""
        self._left.clear()
        with opened(self._mailbox) as box:
            idles = knows_idle(box)
            for _ in range(LIVES):
                self._take(box)
                self._well()
                if self._stopped.is_set():
                    return
                if idles:
                    until_told(box)
                else:
                    self._stopped.wait(IDLE)

    def _take(self, box: Any) -> None:
        """What can't be had of one mail holds up no other, and is asked for again by the next connection."""
        for uid in new_in(box):
            if uid in self._left:
                continue
            try:
                raw, too_large = fetched(box, uid)
                arrive.stored(raw, too_large=too_large, mailbox=self._number)
                _done(box, "STORE", uid, "+FLAGS.SILENT", r"(\Seen)")
            except NotDone as why:
                self._leave(uid, why)
            if self._stopped.is_set():
                return

    def _leave(self, uid: str, why: Exception) -> None:
        self._left.add(uid)
        if uid not in self._said:
            self._said.add(uid)
            log.warning("%sthe mail %s is left where it is: %s", self._whose(), uid, why)

    def _failed(self, error: Exception) -> None:
        if self._stopped.is_set():  # and what is wrong with it is nobody's any more
            return
        words = f"{self._whose()}{type(error).__name__}: {error}"[:500]
        log.warning("the mailbox can't be read: %s", words)
        try:
            with transaction():
                Door.objects.update_or_create(name=self._door, defaults={"words": words})
            self._told = True
        except Exception:
            log.warning("and that could not be written down", exc_info=True)

    def _whose(self) -> str:
        return "" if self._number is None else f"{self._mailbox.user}, {self._mailbox.host}: "

    def _well(self) -> None:
        if self._told is not False:
            with transaction():
                Door.objects.filter(name=self._door).delete()
            self._told = False


@contextmanager
def opened(mailbox: Any, silence: float = SILENCE) -> Iterator[Any]:
    """Closed where it ends: a goodbye over a dead line would fail, and leave it open."""
    box = reached.box(mailbox, silence)
    try:
        yield box.login(mailbox.user, mailbox.password, mailbox.folder)
        box.client.logout()
    finally:
        with suppress(OSError):  # it is closed already
            box.client.shutdown()


def until_told(box: Any) -> None:
    """Until there is something new, or a while has passed. The library looks at the socket alone: not at what
    the server has told before IDLE, nor at what came in one piece with its consent to it. And it reads lines
    from a socket that doesn't wait, which loses the first half of one that comes in two: here they are read
    once IDLE is over."""
    from imap_tools.idle import get_socket_poller

    box.idle.start()
    if TOLD not in box.client.untagged_responses and not _has_read_on(box.client):
        get_socket_poller(box.client.sock, IDLE)
    box.idle.stop()


def _has_read_on(client: reached.Client) -> bool:
    """Also what TLS has unpacked already. Where there is nothing, a plain socket says so by nothing, and one
    of TLS by an error."""
    patience = client.sock.gettimeout()
    client.sock.settimeout(0)
    try:
        return bool(client.ahead.peek(1))
    except ssl.SSLWantReadError:
        return False
    finally:
        client.sock.settimeout(patience)


def knows_idle(box: Any) -> bool:
    """As it says once somebody is signed in. Who doesn't is asked again after a while."""
    _, said = box.client.capability()
    return b"IDLE" in b" ".join(filter(None, said)).upper().split()


def new_in(box: Any) -> Iterator[str]:
    box.client.untagged_responses.pop(TOLD, None)  # of before
    _, (found, *_) = box.client.uid("SEARCH", None, "UNSEEN")
    yield from (found or b"").decode().split()


def fetched(box: Any, uid: str) -> tuple[bytes, int]:
    """The raw mail; of one that is too large its head, and its size. Raises NotDone."""
    size = int(_number(_done(box, "FETCH", uid, "(RFC822.SIZE)")))
    what = "BODY.PEEK[]" if size <= parse.MOST_BYTES else "BODY.PEEK[HEADER]"
    answer = _done(box, "FETCH", uid, f"({what})")
    raw = next((part[1] for part in answer if isinstance(part, tuple)), None)
    if raw is None:
        raise NotDone("its server hands out no content")
    return bytes(raw), size if size > parse.MOST_BYTES else 0


def _done(box: Any, command: str, uid: str, *more: str) -> list[Any]:
    """The answer. Raises NotDone."""
    status, answer = box.client.uid(command, uid, *more)
    if status != "OK":
        raise NotDone(f"{command}: {status} {answer}"[:500])
    return list(answer)


def _number(answer: list[Any]) -> bytes:
    text = b" ".join(part if isinstance(part, bytes) else part[0] for part in answer if part)
    found = re.search(rb"RFC822\.SIZE (\d+)", text)
    return found[1] if found else b"0"
