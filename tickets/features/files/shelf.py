"""Files that no conversation has, kept for other features: on the same ways as those of conversations."""

from typing import Final

from django.http import HttpRequest, HttpResponseBase

from tickets.conversation.shelf import Away, Checked
from tickets.features.files import (
    checking,
    cleaning,
    disk,
    limits,
    names,
    re_encoding,
    scanner,
    serving,
    storage,
    types,
)
from tickets.features.files.disk import on_disk
from tickets.features.files.reading import Variant
from tickets.features.files.turns import turns

most: Final = limits.MOST_FILES
must_go = cleaning.must_go
shown = names.shown


def begin(agent: int, place: str, size: int, lately: int) -> None:
    limits.may_begin_beside(agent, size, lately)
    disk.must_have_room(size)
    disk.begin(place)


async def have(place: str) -> int:
    return await on_disk(disk.length, place)


async def receive(agent: int, place: str, offset: int, data: bytes, size: int) -> int:
    limits.may_take(limits.agent(agent), len(data))
    async with turns.one():
        return await on_disk(disk.append, place, offset, data, size)


def type_of(place: str) -> str:
    return types.told_by(disk.head(place, types.HEAD))


def check(place: str, type: str) -> Checked:
    try:
        if scanner.found_in(disk.part(place)):
            return Checked(type, reason="infected")
        picture = checking.stored(place, type).picture
    except scanner.Away as away:
        raise Away(str(away)) from away
    except re_encoding.NoPicture as why:
        return Checked(type, reason=str(why))
    return Checked(picture.type, picture.ending) if picture else Checked(type)


async def answer(request: HttpRequest, place: str, name: str, type: str) -> HttpResponseBase:
    stored = storage.name_of(place, storage.VARIANTS[0])
    return await serving.answer(request, Variant(stored, f'"{place}"', name, type, ours=False))
