"""What somebody does with questions, beside what their form saves."""

from collections.abc import Sequence
from dataclasses import dataclass

from tickets.database import transaction
from tickets.features.prechat import consents, questions
from tickets.features.prechat.models import Consent, Question
from tickets.features.prechat.rules import Asked
from tickets.people import sites


@dataclass(frozen=True, slots=True)
class Group:
    """Whose customers are asked, and what."""

    site: str  # its key; empty: all that have no questions of their own
    name: str
    questions: Sequence[Question]
    asked: Sequence[Asked]  # as their start page has it


def groups() -> Sequence[Group]:
    """That of all comes first; then the sites that have questions of their own."""
    every = questions.all_of_them()
    named = {"": "", **{site.key: site.name for site in sites.every()}}
    named |= {one.site: one.site for one in every if one.site not in named}  # of sites that are gone
    mine = {key: [one for one in every if one.site == key] for key in named}
    return [
        Group(key, name, mine[key], questions.as_asked(mine[key]))
        for key, name in named.items()
        if mine[key] or not key
    ]


def agreed_to() -> Sequence[tuple[str, str, Consent | None]]:
    """Of each site, that of all others first: its key, its name, and what its customers agree to now."""
    every = consents.all_of_them()
    named = {"": "", **{site.key: site.name for site in sites.every()}}
    return [(key, name, consents.newest(key, every)) for key, name in named.items()]


def versions(site: str) -> Sequence[Consent]:
    """Newest first."""
    return list(Consent.objects.filter(site=site))


@transaction()
def next_version(consent: Consent) -> bool:
    """False: it says what the last one does."""
    last = Consent.objects.filter(site=consent.site).first()
    before = (last.texts, last.link, last.ticked) if last else ({}, consent.link, consent.ticked)
    changed = before != (consent.texts, consent.link, consent.ticked)
    if changed:
        consent.save()
    return changed


def one(pk: int) -> Question | None:
    return Question.objects.filter(pk=pk).first()


def delete(question: Question) -> None:
    question.delete()


@transaction()
def move(pk: int, by: int) -> None:
    """Up (-1) or down (1) among those of its site."""
    question = Question.objects.get(pk=pk)
    order = list(Question.objects.select_for_update().filter(site=question.site))
    here = [one.pk for one in order].index(pk)
    there = min(max(here + by, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    for place, moved in enumerate(order):
        moved.place = place
        moved.save(update_fields=["place"])
