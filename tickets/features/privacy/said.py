"""The event that says what was erased: to agents by their numbers, to the customer by theirs."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from tickets.models import Event

ERASED: Final = "erased"  # a kind of event
BODY: Final = "What was written before this was erased."


def to_whom(events: Sequence[Event], public: bool) -> Mapping[int, Mapping[str, Any]]:
    field = "public" if public else "seqs"
    return {
        event.pk: {"data": {"seqs": event.data.get(field, [])}} for event in events if event.kind == ERASED
    }


def in_words(_event: Mapping[str, Any]) -> str:
    """On paper."""
    return _("What was written before this was erased.")
