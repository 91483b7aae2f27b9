"""Where a feature joins the opening of a ticket: more fields of the call, who it is, what else is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, Field, create_model

from tickets.models import Contact, Ticket

Carried = Mapping[str, Any]  # what an opening has beside the core's own fields


@dataclass(frozen=True, slots=True)
class Joins:
    """Both run in the opening's transaction, and what they raise (Refused) undoes it. `contact` gives who
    opens it, where more is known than what they say, which it has as a contact that isn't stored; `opened`
    writes rows of the feature's own."""

    fields: Mapping[str, tuple[Any, str]]  # name → type and description; each may be left out
    contact: Callable[[Carried, Contact], Contact | None]
    opened: Callable[[Ticket, Carried], None]
    # What a call has that says nothing of a field: so it is told from an opening by mail, which has none.
    unsaid: Carried = field(default_factory=dict)


M = TypeVar("M", bound=BaseModel)
_joined: list[Joins] = []


def register(joins: Joins) -> None:
    """The seam, when a feature's app is ready."""
    if joins not in _joined:
        _joined.append(joins)
        carrying.cache_clear()


@cache
def carrying(model: type[M]) -> type[M]:
    """The body of the call, with the fields of features."""
    fields: dict[str, Any] = {
        name: (annotation | None, Field(None, description=description))
        for joins in _joined
        for name, (annotation, description) in joins.fields.items()
    }
    return create_model(model.__name__, __base__=model, __module__=model.__module__, **fields)


def carried(opening: BaseModel) -> Carried:
    unsaid = {name: value for joins in _joined for name, value in joins.unsaid.items()}
    return unsaid | opening.model_dump(include=_names(), exclude_none=True)


def words(opening: BaseModel) -> str:
    """The same as it came, for who counts what is stored."""
    return opening.model_dump_json(include=_names(), exclude_none=True)


def _names() -> set[str]:
    return {name for joins in _joined for name in joins.fields}


def contact(carried: Carried, said: Contact) -> Contact | None:
    return next(filter(None, (joins.contact(carried, said) for joins in _joined)), None)


def opened(ticket: Ticket, carried: Carried) -> None:
    for joins in _joined:
        joins.opened(ticket, carried)
