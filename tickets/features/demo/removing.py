"""Takes the demo away: what it made, and nothing that anybody else has made or uses."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, ProtectedError

from tickets.conversation import ledger
from tickets.database import transaction
from tickets.features.demo.models import Made
from tickets.models import Ticket
from tickets.people.models import User

Told = Callable[[int, int], object]


def remove(told: Told) -> int:
    """Returns how many conversations went; killed in the midst of it, it goes on where it was."""
    tickets = Made.objects.filter(model=Ticket._meta.label).order_by("pk")
    total = tickets.count()
    for number, made in enumerate(list(tickets), 1):
        with transaction():
            ledger.delete(made.key)
            made.delete()
        told(number, total)
    for made in Made.objects.order_by("pk"):
        _take(made, made.row())
    return total


def _take(made: Made, row: Any) -> None:
    if isinstance(row, User):
        _let_go(row)
    elif row is not None and not _is_used(row):
        with transaction():
            row.delete()
    made.delete()


def _let_go(agent: User) -> None:
    """Whoever wrote in a conversation that isn't of the demo stays its author."""
    try:
        with transaction():
            agent.delete()
    except ProtectedError:
        agent.is_active = False
        agent.save(update_fields=["is_active"])


def _is_used(row: Model) -> bool:
    relations = (one for one in row._meta.get_fields(include_hidden=True) if one.auto_created)
    return any(
        one.related_model._base_manager.filter(**{one.field.name: row}).exists()
        for one in relations
        if one.is_relation and hasattr(one, "field") and one.field.model is one.related_model
    )
