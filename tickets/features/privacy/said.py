"""The event that says what was erased: to agents by their numbers, to the customer by theirs."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from tickets.models import Event

ERASED: Final = "erased"  # a kind of event
BODY: Final = "What was written before this was erased."
PART: Final = "part"  # in its data: of a conversation whose other words stay
PART_BODY: Final = "Some of what was written before this was erased."


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
