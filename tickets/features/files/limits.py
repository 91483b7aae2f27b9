"""How much may be uploaded: the numbers of docs/protocol.md, Limits."""

import math
import time
from typing import Final

from django.conf import settings

from tickets.people.access import Seat
from tickets.refusals import Refused
from tickets.wire.addresses import counted
from tickets.wire.buckets import Buckets, Rate, Volumes

MIB: Final = 1024 * 1024

MOST_FILES: Final = 10  # of a message
MOST_BYTES: Final[int] = settings.FILE_MB * MIB
OF_TICKET: Final[int] = settings.FILES_OF_TICKET_MB * MIB
OF_DAY: Final[int] = settings.FILES_OF_DAY_MB * MIB
CHUNK: Final = 256 * 1024  # bytes: what Django takes of a call (DATA_UPLOAD_MAX_MEMORY_SIZE)
FREE: Final = 512 * MIB  # bytes of disk that files leave to everything else
UNSENT: Final = 24 * 3600  # seconds that a file without a message is kept
DAY: Final = 24 * 3600  # seconds

# `RATE_LIMITS=off` lifts these.
FILES: Final = Rate(burst=60, per_second=1)  # begun by one person
UPLOADED: Final = 128 * MIB  # bytes of one person at once, and as many again in UPLOADED_IN
UPLOADED_IN: Final = 16  # seconds
FILES_OF_ADDRESS: Final = 500 * MIB  # bytes by all customers of an address at once, and as many a day

TOLD: Final = {"file": MOST_BYTES, "files": MOST_FILES, "chunk": CHUNK}  # in `welcome`

_files = Buckets(FILES)
_uploaded = Volumes(UPLOADED, UPLOADED_IN)
_of_address = Volumes(FILES_OF_ADDRESS, DAY)


def may_begin(seat: Seat) -> None:
    """A file, or the same once more."""
    if settings.RATE_LIMITS:
        _begin(_person(seat))


def may_add(seat: Seat, size: int, address: str) -> None:
    """One more file of that many bytes."""
    if settings.RATE_LIMITS and not seat.is_agent:
        _take(_of_address, counted(address), size, "That is as much as can be uploaded in a day.")


def may_begin_beside(by: int, size: int, lately: int) -> None:
    """One more of an agent's that no conversation has; `lately`: bytes of such files within a day."""
    must_be_small(size)
    if lately + size > OF_DAY:
        raise Refused("rate_limited", "No more files are taken today.", retry_after=60)
    if settings.RATE_LIMITS:
        _begin(agent(by))


def _begin(person: str) -> None:
    if wait := _files.take(person, time.monotonic()):
        raise Refused("rate_limited", "Too many files at once.", retry_after=math.ceil(wait))


def must_be_small(size: int) -> None:
    if size > MOST_BYTES:
        raise Refused("too_large", f"A file has at most {MOST_BYTES // MIB:,} MB.")


def may_upload(seat: Seat, size: int) -> None:
    """One more chunk of that many bytes."""
    may_take(_person(seat), size)


def may_take(person: str, size: int) -> None:
    if size > CHUNK:
        raise Refused("too_long", f"A chunk has at most {CHUNK // 1024} KiB.")
    if settings.RATE_LIMITS:
        _take(_uploaded, person, size, "Too much at once.")


def _take(volumes: Volumes, key: str, size: int, message: str) -> None:
    now = time.monotonic()
    volume = volumes.of(key, now)
    if wait := volume.wait(size, now):
        raise Refused("rate_limited", message, retry_after=math.ceil(wait))
    volume.take(size)


def agent(id: int | None) -> str:
    return f"agent {id}"


def _person(seat: Seat) -> str:
    return agent(seat.person.agent) if seat.is_agent else f"customer {seat.ticket}"
