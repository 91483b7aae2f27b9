"""What was mended because somebody met it, chapter by chapter, each with the test that misses it
(`tests.guards` takes it out)."""

from typing import Final

from tests.guard import Guard
from tests.met import (
    acts,
    addresses,
    browsers,
    docs,
    doors,
    health,
    keys,
    layout,
    links,
    loaded,
    people,
    redis,
    rights,
    scripts,
)

GUARDS: Final[list[Guard]] = [
    guard
    for chapter in (
        browsers,
        rights,
        addresses,
        acts,
        doors,
        loaded,
        redis,
        scripts,
        health,
        keys,
        layout,
        links,
        people,
        docs,
    )
    for guard in chapter.GUARDS
]
