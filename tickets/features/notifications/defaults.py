"""Which agents are mailed about what: what each of them chose, and for whoever chose nothing else what an
administrator says, by kind: everybody whom it concerns, the conversation's team, its agent or nobody, and of
these the roles that are named."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from tickets.database import transaction
from tickets.features.notifications.models import MailRule, Preference
from tickets.features.notifications.wishes import MAIL_KINDS, MailKind, Wishes
from tickets.models import Ticket
from tickets.people import roles
from tickets.people.models import Membership, User

CHOSEN = "mails"  # in an agent's wishes: theirs, whatever the default is
Whom = MailRule.Whom


def rules() -> Mapping[str, MailRule]:
    found = {rule.kind: rule for rule in MailRule.objects.all()}
    return {kind: found.get(kind) or MailRule(kind=kind) for kind in MAIL_KINDS}


def mailed(ticket: Ticket, kind: str, users: Collection[int]) -> list[int]:
    """Of these agents, whom it concerns."""
    kept = dict(Preference.objects.filter(pk__in=users).values_list("pk", "wishes"))
    usual = set(_by_rule(ticket, rules()[kind], [user for user in users if not _chose(kept.get(user))]))
    return [user for user in users if user in usual or (_chose(kept.get(user)) and _wants(kept[user], kind))]


def _chose(wishes: Mapping[str, Any] | None) -> bool:
    return CHOSEN in (wishes or {})


def _wants(wishes: Mapping[str, Any], kind: str) -> bool:
    return kind in Wishes.model_validate(wishes).mails


def _by_rule(ticket: Ticket, rule: MailRule, users: Collection[int]) -> list[int]:
    match rule.whom:
        case Whom.NOBODY:
            return []
        case Whom.ASSIGNEE:
            users = [user for user in users if user == ticket.assignee_id]
        case Whom.TEAM if ticket.team_id:
            of_it = Membership.objects.filter(team=ticket.team_id, user__in=users)
            users = list(of_it.values_list("user", flat=True))
    return [user.pk for user in User.objects.filter(pk__in=users) if _has_role(rule, user)]


def _has_role(rule: MailRule, user: User) -> bool:
    return not rule.roles or roles.of(user) in rule.roles


def usual(user: int) -> list[MailKind]:
    """What somebody is mailed about who chose nothing, in some conversation at least."""
    person = User.objects.get(pk=user)
    by = rules()
    return [kind for kind in MAIL_KINDS if by[kind].whom != Whom.NOBODY and _has_role(by[kind], person)]


def shown(user: int, kept: Mapping[str, Any]) -> Wishes:
    """As their page has it."""
    wishes = Wishes.model_validate(kept)
    return wishes if _chose(kept) else wishes.model_copy(update={CHOSEN: usual(user)})


def kept_of(user: int, wishes: Wishes) -> dict[str, Any]:
    """Who wants what is usual goes on with it, whatever that will be."""
    said = wishes.model_dump()
    if set(wishes.mails) == set(usual(user)):
        del said[CHOSEN]
    return said


@transaction()
def keep(made: Sequence[MailRule]) -> None:
    for rule in made:
        rule.save()
