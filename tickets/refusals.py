"""Every way in which a frame or an API call can be refused (docs/protocol.md, Reject codes)."""

import math
from typing import Any, Final

# code -> HTTP status of the twin
STATUS: Final = {
    "bad_frame": 400,
    "unknown_type": 400,
    "bad_field": 422,
    "too_long": 422,
    "too_large": 413,
    "too_many_files": 422,
    "too_many_tags": 422,
    "signed_out": 401,
    "forbidden": 403,
    "not_found": 404,
    "conflict": 409,
    "unchanged": 409,
    "unseen": 409,
    "newer_reply": 409,
    "taken": 409,
    "merged": 409,
    "other_person": 409,
    "not_ready": 409,
    "ticket_full": 409,
    "too_many_tickets": 409,
    "rate_limited": 429,
    "unavailable": 503,
    "no_room": 507,
}


class Refused(Exception):
    """Nothing was done. Without `retry_after` (seconds) the same request never succeeds. `more`: other
    fields of the answer."""

    def __init__(self, code: str, message: str, retry_after: float | None = None, **more: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.retry_after = code, message, retry_after
        self.more: dict[str, Any] = dict(more)

    @property
    def status(self) -> int:
        return STATUS[self.code]

    def headers(self) -> dict[str, str]:
        if self.retry_after is None:
            return {}
        return {"Retry-After": str(max(1, math.ceil(self.retry_after)))}


def not_found() -> Refused:
    """The same answer for a ticket that isn't there and one that isn't yours."""
    return Refused("not_found", "There is no such ticket.")


def gone() -> Refused:
    """To who had the ticket: it was deleted."""
    return Refused("not_found", "This ticket is no longer there.", gone=True)


def signed_out() -> Refused:
    return Refused("signed_out", "You have been signed out.")


def no_such_call() -> Refused:
    return Refused("not_found", "There is no such call.")


def unavailable(message: str = "The database can't be reached right now.") -> Refused:
    return Refused("unavailable", message, retry_after=2)
