"""What is said in the demo: a month of conversations in six languages, out of `texts/`. Pure."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

COUNT: Final = 200
TEXTS: Final = Path(__file__).parent / "texts"
AGENTS: Final = ("Mina Torres", "Jonas Lindqvist", "Aiko Mori", "Sam Okoye")
WITHIN: Final = timedelta(days=28)
FRESH: Final = timedelta(days=2)  # what is younger may still be open
ENDED, ENDED_FRESH, RATED = 0.97, 0.5, 0.7  # of those that were said to the end; of those that ended
CUSTOMER, AGENT = "customer", "agent"


@dataclass(frozen=True, slots=True)
class Step:
    """`fields`: of the frame that says it."""

    at: datetime
    by: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Talk:
    """The first step opens it."""

    language: str
    name: str
    email: str
    subject: str
    agent: int  # of AGENTS
    steps: tuple[Step, ...]


@cache
def texts() -> dict[str, Any]:
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(TEXTS.glob("*.json"))}


def talks(now: datetime, count: int = COUNT) -> Iterator[Talk]:
    """The oldest first, and the same each time."""
    languages = list(texts())
    for number in range(count):
        age = WITHIN * (1 - (number + 1) / (count + 1)) ** 1.5
        yield _talk(languages[number % len(languages)], number // len(languages), now - age, now)


def _talk(language: str, number: int, ends: datetime, now: datetime) -> Talk:
    dice, said = Random(f"{language} {number}"), texts()[language]  # noqa: S311  (nobody guesses)
    name = said["names"][number % len(said["names"])]
    talk = said["talks"][number % len(said["talks"])]
    words = {
        "number": f"HF-{dice.randrange(10_000, 99_999)}",
        "product": dice.choice(said["products"]),
        "first": name.split()[0],
    }
    fresh = now - ends < FRESH
    lines = talk["says"][: dice.randint(1, len(talk["says"]))] if fresh else talk["says"]
    done = lines == talk["says"] and dice.random() < (ENDED_FRESH if fresh else ENDED)
    steps = [*_steps(lines, words, talk), *(_ending(talk, dice) if done else ())]
    return Talk(
        language,
        name,
        f"customer{dice.randrange(1_000, 9_999)}@example.com",
        talk["subject"].format(**words),
        dice.randrange(len(AGENTS)),
        tuple(_timed(steps, ends, dice)),
    )


Said = tuple[str, dict[str, Any]]  # by whom, and what


def _steps(lines: list[list[str]], words: dict[str, str], talk: Any) -> Iterator[Said]:
    seen = False
    for who, body, *file in lines:
        if who != CUSTOMER and not seen:  # whoever takes it puts it in order first
            seen = True
            yield AGENT, {"type": "assign"}
            yield AGENT, {"type": "tags", "add": talk["tags"]}
            if "priority" in talk:
                yield AGENT, {"type": "priority", "priority": talk["priority"]}
        yield _said(who, body.format(**words), *file)


def _said(who: str, body: str, file: str = "") -> Said:
    """`file`: what a customer sends with it, by its name in `files/`."""
    if who == CUSTOMER:
        return CUSTOMER, {"type": "message", "body": body} | ({"file": file} if file else {})
    return AGENT, {"type": "note" if who == "note" else "message", "body": body}


def _ending(talk: Any, dice: Random) -> Iterator[Said]:
    yield AGENT, {"type": "status", "status": "resolved"}
    if dice.random() < RATED:
        yield CUSTOMER, {"type": "rate", "score": talk["score"], "body": talk["comment"]}


def _timed(steps: list[Said], ends: datetime, dice: Random) -> list[Step]:
    """Backwards from the end: a reply takes minutes, what an agent does by the way seconds."""
    timed, at = list[Step](), ends
    for by, fields in reversed(steps):
        timed.append(Step(at, by, fields))
        talks = fields["type"] in ("message", "rate")
        at -= timedelta(seconds=dice.randint(60, 1_500) if talks else dice.randint(5, 40))
    return timed[::-1]
