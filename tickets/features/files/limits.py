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


def may_begin(seat: Seat, size: int, address: str) -> None:
    """One more file of that many bytes."""
    must_be_small(size)
    if not settings.RATE_LIMITS:
        return
    if wait := _files.take(_person(seat), time.monotonic()):
        raise Refused("rate_limited", "Too many files at once.", retry_after=math.ceil(wait))
    if not seat.is_agent:
        _take(_of_address, counted(address), size, "That is as much as can be uploaded in a day.")


def must_be_small(size: int) -> None:
    if size > MOST_BYTES:
        raise Refused("too_large", f"A file has at most {MOST_BYTES // MIB:,} MB.")


def may_upload(seat: Seat, size: int) -> None:
    """One more chunk of that many bytes."""
    if size > CHUNK:
        raise Refused("too_long", f"A chunk has at most {CHUNK // 1024} KiB.")
    if settings.RATE_LIMITS:
        _take(_uploaded, _person(seat), size, "Too much at once.")


def _take(volumes: Volumes, key: str, size: int, message: str) -> None:
    now = time.monotonic()
    volume = volumes.of(key, now)
    if wait := volume.wait(size, now):
        raise Refused("rate_limited", message, retry_after=math.ceil(wait))
    volume.take(size)


def _person(seat: Seat) -> str:
    return f"agent {seat.person.agent}" if seat.is_agent else f"customer {seat.ticket}"
