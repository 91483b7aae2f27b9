"""What staff see of reactions and jobs: how late they are, and the dead ones, to be tried again."""

from typing import Any

from tickets.connections import troubles
from tickets.conversation import reactions
from tickets.jobs import kinds, table
from tickets.jobs.models import Job
from tickets.refusals import Refused
from tickets.wire.stamps import stamp


def at_a_glance() -> dict[str, Any]:
    """A look into an index for each kind, however many jobs there are."""
    names = sorted(name for lane in kinds.by_lane().values() for name in lane)
    return {
        "overdue": table.overdue(),
        "reactions": reactions.lag(),
        "kinds": [{"kind": name, "overdue": table.overdue(name)} for name in names],
        "dead": [_row(job) for job in table.dead()],
        "troubles": [
            {"part": f"{trouble.feature}.{trouble.part}", "words": trouble.words}
            for trouble in troubles.now()
        ],
    }


def _row(job: Job) -> dict[str, Any]:
    assert job.died_at is not None
    return {"id": job.pk, "kind": job.kind, "at": stamp(job.died_at), "tries": job.tries, "error": job.error}


def again(id: int) -> None:
    if not table.again(id):
        raise Refused("not_found", "There is no such dead job.")
