"""Tag a ticket, set its priority, snooze it, say that it is spam: the doors call these."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tickets.conversation import actions, ledger
from tickets.conversation.actions import Append
from tickets.conversation.ledger import Written
from tickets.database import transaction
from tickets.features.triage import effects, tags
from tickets.features.triage.frames import Tagging
from tickets.features.triage.snoozes import SNOOZE
from tickets.people.access import Seat
from tickets.wire.stamps import stamp


def tagging(seat: Seat, id: UUID, change: Tagging) -> "Tag":
    actions.agents_only(seat)
    return Tag(seat, id, change)


@dataclass(frozen=True, slots=True)
class Tag:
    """Tags to be written, on a database thread: the log has them as they were asked for."""

    seat: Seat
    id: UUID
    change: Tagging

    def __call__(self) -> Written:
        with transaction():  # a new tag that is refused to a ticket was never there
            data, effect = self._meant()
            return ledger.append(self.seat, self.id, effects.TAGS, "", effect, data=data)

    def _meant(self) -> tuple[dict[str, list[str]], effects.Tagged]:
        change = self.change
        if change.tags is not None:
            all_of_them = tags.named(change.tags, make=True)
            return {"tags": change.tags}, effects.Tagged(all_of_them=all_of_them)
        added = tags.named(change.add, make=True)
        removed = tags.named(change.remove, make=False)
        return {"add": change.add, "remove": change.remove}, effects.Tagged(added, removed)


def prioritising(seat: Seat, id: UUID, priority: str) -> Append:
    actions.agents_only(seat)
    return Append(seat, id, effects.PRIORITY, priority, effects.priority_set)


def snoozing(seat: Seat, id: UUID, until: datetime | str | None) -> Append:
    """Until a time, until the customer writes (`reply`), or no longer."""
    actions.agents_only(seat)
    if until is None:
        return Append(seat, id, SNOOZE, "", effects.awake)
    if isinstance(until, str):
        return Append(seat, id, SNOOZE, until, effects.Snoozed(None))
    moment = until.replace(microsecond=until.microsecond // 1000 * 1000)
    return Append(seat, id, SNOOZE, stamp(moment), effects.Snoozed(moment))


def marking_spam(seat: Seat, id: UUID, spam: bool) -> Append:
    actions.agents_only(seat)
    return Append(seat, id, effects.SPAM, effects.SPAM if spam else "", effects.spam_set)
