"""Letters: what people are sent by e-mail. The seam between the feature that sends mail and whoever has
something to write; without that feature nobody can, and nothing pretends to.

A kind of letter is registered with what composes it, when it is sent and not before: what it says is of that
moment, and who reads it may not need it any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.utils.translation import get_language

from tickets import languages
from tickets.models import Contact, Ticket


@dataclass(frozen=True, slots=True)
class Letter:
    """What one says, in the language of who gets it."""

    subject: str
    text: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)  # beside those that every mail has


@dataclass(frozen=True, slots=True)
class Wording:
    """What the desk says in its own words, filled in: instead of the shipped first words, and at the end."""

    opening: str = ""
    closing: str = ""


Args = Mapping[str, Any]  # JSON; of a ticket's letter with `ticket`, its primary key
Compose = Callable[[Args], Letter | None]  # None: it need not be sent any more


Sample = Callable[[Wording], Letter]  # as one would look, in the language that is active
Worded = Callable[[str, Ticket, str], Wording]


class Post(Protocol):
    def __call__(self, kind: str, to: str, args: Args, ticket: int | None) -> bool: ...


_composers: dict[str, Compose] = {}
_unasked: set[str] = set()
_samples: dict[str, Sample] = {}
_worded: list[Worded] = []
_posts: list[Post] = []
_can: dict[Post, Callable[[], bool]] = {}


def register(kind: str, compose: Compose, *, asked: bool = True, sample: Sample | None = None) -> None:
    """`asked`: a stranger can cause it by pressing a button, so an address gets few of them in an hour.
    `sample`: customers get it, and the desk may word it (`wording`)."""
    if _composers.setdefault(kind, compose) != compose:
        raise ValueError(f"two kinds of letters are called {kind}")
    if not asked:
        _unasked.add(kind)
    if sample:
        _samples[kind] = sample


def samples() -> Mapping[str, Sample]:
    """Of the kinds that the desk may word."""
    return _samples


def worded_by(find: Worded) -> None:
    """For the feature that keeps the desk's own words: by kind, ticket and language."""
    if find not in _worded:
        _worded.append(find)


def wording(kind: str, ticket: Ticket) -> Wording:
    """In the language that is active. Nothing in it: the shipped words are said."""
    language = get_language() or str(settings.LANGUAGE_CODE)
    return _worded[0](kind, ticket, language) if _worded else Wording()


def unasked() -> frozenset[str]:
    """Kinds whose number whoever posts them sees to."""
    return frozenset(_unasked)


def sent_by(post: Post, can: Callable[[], bool]) -> None:
    """For the feature that sends them. `post` runs within a transaction, and leaves a job. `can`: whether
    there is a way out just now; it is asked with every message, so it waits for nobody."""
    if post not in _posts:
        _posts.append(post)
        _can[post] = can


def can_be_sent() -> bool:
    """On a database thread."""
    return bool(_posts) and _can.get(_posts[0], lambda: True)()


def post(kind: str, to: str, args: Args, ticket: int | None = None) -> bool:
    """Somebody asks for a letter. Within the transaction of what causes it. False: this address was sent
    several lately, or nobody can send."""
    return can_be_sent() and _posts[0](kind, to, args, ticket)


def composed(kind: str, args: Args) -> Letter | None:
    compose = _composers.get(kind)
    return compose(args) if compose else None


def language_of(contact: Contact) -> str:
    """The nearest to theirs that there are words in."""
    return languages.known(contact.language) or str(settings.LANGUAGE_CODE)
