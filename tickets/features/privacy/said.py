"""The events that say what was erased (to agents by their numbers, to the customer by theirs), and what
became of what a customer asked for."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from tickets.models import Event

ERASED: Final = "erased"  # a kind of event
BODY: Final = "What was written before this was erased."
PART: Final = "part"  # in its data: of a conversation whose other words stay
PART_BODY: Final = "Some of what was written before this was erased."
OWN: Final = "privacy"  # a kind of event
FIGURES: Final = ("what", "state")  # of its `data`: they stay when its customer is erased
ASKED_FOR: Final = {
    "export": "A copy of the personal data was requested.",
    "erase": "Erasure of the personal data was requested.",
}


def to_whom(events: Sequence[Event], public: bool) -> Mapping[int, Mapping[str, Any]]:
    field = "public" if public else "seqs"
    return {
        event.pk: {"data": {"seqs": event.data.get(field, [])} | _part(event.data)}
        for event in events
        if event.kind == ERASED
    }


def _part(data: Mapping[str, Any]) -> dict[str, Any]:
    return {PART: True} if data.get(PART) else {}


def in_words(event: Mapping[str, Any]) -> str:
    """On paper."""
    if event["data"].get(PART):
        return _("Some of what was written before this was erased.")
    return _("What was written before this was erased.")


def of_request(data: Mapping[str, Any]) -> str:
    match data.get("what"), data.get("state"):
        case "export", "asked":
            words = _("A copy of the personal data was requested.")
        case _, "asked":
            words = _("Erasure of the personal data was requested.")
        case _, "ready":
            words = _("The copy of the personal data is ready: it can be downloaded here for seven days.")
        case _, "granted":
            words = _("The request was accepted: everything that was written here is being erased.")
        case _:
            words = _("The request about the personal data was declined: %(reason)s")
            words %= {"reason": data.get("reason") or "…"}
    return words


def in_english(data: Mapping[str, Any]) -> str:
    """As the event's `body` has it."""
    with override("en"):
        return of_request(data)


def request_in_words(event: Mapping[str, Any]) -> str:
    """On paper."""
    return of_request(event["data"])
