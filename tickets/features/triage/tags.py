"""The tags there are: found by name, made by who uses them first, renamed, merged and deleted. Synchronous;
all raise Refused."""

import zlib
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.db.transaction import on_commit

from tickets.conversation import actions
from tickets.database import transaction
from tickets.features.triage.models import COLOURS, Tag, Triage
from tickets.models import Ticket
from tickets.people.access import Person
from tickets.refusals import Refused
from tickets.wire import announce

MOST: Final = 1_000
TOLD: Final = 100  # open tickets whose rows are told anew, the newest
Tagged = Triage.tags.through


def folded(name: str) -> str:
    return " ".join(name.casefold().split())[:100]


def named(names: Iterable[str], *, make: bool) -> frozenset[int]:
    """By primary key. Within a transaction."""
    tags = (_named(name, make=make) for name in names)
    return frozenset(tag.pk for tag in tags if tag)


def _named(name: str, *, make: bool) -> Tag | None:
    tag = by_name([name]).get(folded(name))
    if make and tag is None:
        return _made(name)
    if make and tag and tag.gone:
        tag.gone = False
        tag.save()
    return tag


def _made(name: str) -> Tag:
    if Tag.objects.filter(gone=False).count() >= MOST:
        raise Refused("too_many_tags", f"There are at most {MOST:,} tags.")
    colour = COLOURS[1 + zlib.crc32(folded(name).encode()) % (len(COLOURS) - 1)]
    return Tag.objects.get_or_create(folded=folded(name), defaults={"name": name, "colour": colour})[0]


def by_name(names: Iterable[str]) -> dict[str, Tag]:
    """Folded name, of today or of before → the tag."""
    found = Tag.objects.select_related("into").filter(folded__in={folded(name) for name in names})
    return {tag.folded: tag.into or tag for tag in found}


def called(name: str) -> QuerySet[Tag]:
    """Those that have been called so."""
    return Tag.objects.filter(Q(folded=folded(name)) | Q(merged__folded=folded(name)))


def of_all(agent: Person) -> list[dict[str, Any]]:
    """By name, each with how many tickets have it, of those that the agent sees."""
    seen = Tagged.objects.filter(agent.sight.tickets("triage__ticket__"))
    counts = dict(seen.values_list("tag").annotate(count=Count("pk")))
    return [told(tag) | {"tickets": counts.get(tag.pk, 0)} for tag in _there().order_by("folded")]


def told(tag: Tag) -> dict[str, Any]:
    return {"id": tag.pk, "name": tag.name, "colour": tag.colour}


def rename(pk: int, name: str, colour: str) -> dict[str, Any]:
    with transaction():
        tag = _one(pk)
        if folded(name) != tag.folded:
            _make_room(folded(name), tag)
            before, tag.folded = Tag(name=tag.name, folded=tag.folded, gone=True, into=tag), folded(name)
            tag.save()
            before.save()
        tag.name, tag.colour = name, colour
        tag.save()
        _tell_rows(_tickets_with(pk))
    return told(tag)


def _make_room(name: str, tag: Tag) -> None:
    other = Tag.objects.filter(folded=name).first()
    if other and (not other.gone or other.into not in (None, tag)):
        raise Refused("conflict", "There is a tag of this name: the two can be merged.")
    if other:
        other.delete()


def delete(pk: int) -> None:
    """One that has gone already has gone."""
    with transaction():
        tickets = _tickets_with(pk)
        Tagged.objects.filter(tag=pk).delete()
        Tag.objects.filter(pk=pk).update(gone=True)
        _tell_rows(tickets)


def merge(pk: int, into: int) -> dict[str, Any]:
    """Whatever has the one has the other from now on, in the log as well."""
    with transaction():
        tag, other = _one(pk), _one(into)
        if tag == other:
            raise Refused("unchanged", "They are the same tag already.")
        tickets = _tickets_with(pk)
        both = Tagged.objects.filter(tag=other).values("triage")
        Tagged.objects.filter(tag=tag).exclude(triage__in=both).update(tag=other)
        Tagged.objects.filter(tag=tag).delete()
        Tag.objects.filter(into=tag).update(into=other)
        tag.gone, tag.into = True, other
        tag.save()
        _tell_rows(tickets)
    return told(other)


def _there() -> QuerySet[Tag]:
    return Tag.objects.filter(gone=False)


def _one(pk: int) -> Tag:
    tag = _there().filter(pk=pk).first()
    if tag is None:
        raise Refused("not_found", "There is no such tag.")
    return tag


def _tickets_with(pk: int) -> list[int]:
    has = Tagged.objects.filter(tag=pk).values("triage")
    tickets = Ticket.objects.filter(pk__in=has, status=Ticket.Status.OPEN)
    return list(tickets.order_by("-last_event_at").values_list("pk", flat=True)[:TOLD])


def _tell_rows(tickets: Iterable[int]) -> None:
    for ticket in tickets:
        on_commit(partial(_tell_row, ticket))


def _tell_row(ticket: int) -> None:
    announce.at_once(actions.told_anew(ticket))
