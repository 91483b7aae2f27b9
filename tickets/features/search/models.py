"""What is looked in: one row for each message and note (words, and names of files), and one for each ticket
(name, e-mail, subject, id).

The database keeps an index of three letters beside it: on PostgreSQL GIN, on SQLite the table
`search_letters` (FTS5), which triggers keep equal to this one. Neither is known to Django.
"""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import models
from django.db.models import Q

from tickets.models import Ticket

TICKET: Final = "ticket"  # the `kind` of a ticket's own row
CUSTOMER: Final = 0  # as `author`

END: Final = 2**63 - 1  # behind every place
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_BITS: Final = 21  # below the milliseconds: until 2109 all fits into 63


class Place(models.BigIntegerField):  # type: ignore[type-arg]  # generic for the type checker only
    """SQLite keeps a table in the order of a key only where that is called `integer`."""

    def db_type(self, connection: Any) -> str:
        return "integer" if connection.vendor == "sqlite" else "bigint"


class Searched(models.Model):
    # Its time, so that newest first, before and after are the order of the table. See `place_of`.
    id = Place(primary_key=True)
    # Without a constraint: what stays behind when the feature is taken away holds up no deletion.
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    event = models.BigIntegerField(null=True, help_text="its primary key; empty: the ticket itself")
    kind = models.CharField(max_length=32)
    author = models.BigIntegerField(null=True, help_text="an agent's primary key, or 0: the customer")
    body = models.TextField(help_text="folded")

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(kind=TICKET), name="searched_tickets")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


def since(at: datetime) -> int:
    """The first place of this millisecond, rounded up; the last that there is, of a time far ahead."""
    milliseconds = -((_EPOCH - at) // timedelta(milliseconds=1))
    return min(max(0, milliseconds) << _BITS, END)


def place_of(at: datetime, pk: int, *, is_ticket: bool = False) -> int:
    """The row's id: it can be told again from what the row is of, and differs for any million events of
    one millisecond, whoever writes them."""
    milliseconds = max(0, (at - _EPOCH) // timedelta(milliseconds=1))
    return (milliseconds << _BITS) | (pk << 1 | is_ticket) & ((1 << _BITS) - 1)


def moment_of(place: int) -> int:
    """The first place of its millisecond."""
    return place >> _BITS << _BITS
