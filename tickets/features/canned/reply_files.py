"""Files of canned replies: begun, received, given to a reply and freed again. Synchronous, on a database
thread; all raise Refused."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Now

from tickets.conversation import shelf
from tickets.conversation.shelf import Keeper
from tickets.database import transaction
from tickets.features.canned.models import CannedReply, ReplyFile
from tickets.jobs import table
from tickets.people.access import Person
from tickets.refusals import Refused

FREE: Final = timedelta(days=1)  # that a file is kept without a reply
State = ReplyFile.State


def keeper() -> Keeper:
    """Raises Refused: nobody keeps files here."""
    found = shelf.keeper()
    if found is None:
        raise no_such_file()
    return found


def most() -> int:
    found = shelf.keeper()
    return found.most if found else 0


def no_such_file() -> Refused:
    return Refused("not_found", "There is no such file.")


def entry(file: ReplyFile) -> dict[str, Any]:
    shown = {"id": str(file.pk), "name": file.name, "size": file.size, "type": file.type}
    return shown | {"state": file.state}


def entries(replies: Sequence[CannedReply]) -> dict[UUID, list[dict[str, Any]]]:
    """By the reply: one query, however many replies there are."""
    found: dict[UUID, list[dict[str, Any]]] = {reply.pk: [] for reply in replies}
    for file in ReplyFile.objects.filter(reply__isnull=False).order_by("position"):
        if file.reply_id in found:
            found[file.reply_id].append(entry(file))
    return found


def begin(agent: Person, id: UUID, name: str, size: int) -> ReplyFile:
    """The same id again is the same file, also of two calls at once."""
    try:
        file = ReplyFile.objects.filter(pk=id).first() or _begun(agent, id, name, size)
    except IntegrityError:
        file = ReplyFile.objects.get(pk=id)
    if (file.agent_id, file.size) != (agent.agent, size):
        raise Refused("conflict", "This id was used for something else.")
    return file


@transaction()
def _begun(agent: Person, id: UUID, name: str, size: int) -> ReplyFile:
    keeps = keeper()
    lately = ReplyFile.objects.filter(created_at__gt=Now() - FREE)
    file = ReplyFile(pk=id, agent_id=agent.agent, name=keeps.shown(name), size=size)
    keeps.begin(_of(agent), file.place, size, lately.aggregate(size=Sum("size"))["size"] or 0)
    file.save(force_insert=True)
    table.enqueue("canned-file-free", {"file": str(id)}, wait=FREE)
    return file


def _of(agent: Person) -> int:
    assert agent.agent is not None, "an agent"
    return agent.agent


def mine(agent: Person, id: UUID) -> ReplyFile:
    """That the agent brings."""
    file = ReplyFile.objects.filter(pk=id, agent=agent.agent).first()
    if file is None:
        raise no_such_file()
    return file


def complete(file: ReplyFile) -> ReplyFile:
    """All of it has arrived, whoever notices first: it is checked by a job."""
    type = keeper().type_of(file.place)
    with transaction():
        arrived = ReplyFile.objects.filter(pk=file.pk, state=State.RECEIVING)
        if arrived.update(state=State.CHECKING, type=type):
            table.enqueue("canned-file", {"file": str(file.pk), "place": file.place})
        found = ReplyFile.objects.filter(pk=file.pk).first()
    if found is None:
        raise no_such_file()
    return found


def to_read(agent: Person, id: UUID, seen: QuerySet[CannedReply]) -> ReplyFile:
    """Who sees the reply may read its files. The same refusal for all others."""
    file = ReplyFile.objects.filter(pk=id).first()
    if file is None or not _may_read(agent, file, seen):
        raise no_such_file()
    if file.state in (State.RECEIVING, State.CHECKING):
        raise Refused("not_ready", "The file is being checked.", retry_after=2)
    if file.state == State.REFUSED:
        raise no_such_file()
    return file


def _may_read(agent: Person, file: ReplyFile, seen: QuerySet[CannedReply]) -> bool:
    if file.reply_id is None:
        return file.agent_id == agent.agent
    return seen.filter(pk=file.reply_id).exists()


def give(agent: Person, reply: CannedReply, ids: Sequence[UUID]) -> None:
    """In this order; what else it had it loses. In the transaction that saves it."""
    if ids and len(ids) > keeper().most:
        raise Refused("bad_field", f"`files`: at most {keeper().most}.")
    usable = Q(reply=reply) | Q(reply=None, agent=agent.agent)
    files = {file.pk: file for file in ReplyFile.objects.select_for_update().filter(usable, pk__in=ids)}
    if len(files) != len(ids):
        raise Refused("bad_field", "`files`: there is no such file of yours.")
    if any(file.state == State.RECEIVING for file in files.values()):
        raise Refused("not_ready", "Not all of the files have arrived.", retry_after=2)
    free(ReplyFile.objects.filter(reply=reply).exclude(pk__in=ids), agent.agent)
    for position, id in enumerate(ids):
        ReplyFile.objects.filter(pk=id).update(reply=reply, free_since=None, position=position)


def free(files: QuerySet[ReplyFile], agent: int | None) -> None:
    """No reply has them any more. For a day the agent may still give them to one: to undo it, say."""
    for id in list(files.values_list("pk", flat=True)):
        ReplyFile.objects.filter(pk=id).update(reply=None, agent=agent, free_since=Now())
        table.enqueue("canned-file-free", {"file": str(id)}, wait=FREE)
