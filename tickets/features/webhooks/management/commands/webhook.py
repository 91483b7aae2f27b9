"""Adds, lists, tries and removes the addresses that hear of what happens on tickets."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tickets.features.webhooks import endpoints
from tickets.features.webhooks.models import Delivery, Endpoint
from tickets.outside.addresses import NotAllowed


class Command(BaseCommand):
    help = "Standard Webhooks: add URL, list, and by their numbers test, log, rotate, on, off, remove."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
        add = acts.add_parser("add", help="send all events to this address from now on, and show its secret")
        add.add_argument("url")
        add.add_argument("--kinds", default="", help="only events of these, like message,status")
        add.add_argument("--teams", default="", help="only of their tickets, and of no team's, like Billing")
        add.add_argument("--sites", default="", help="only of tickets of these, by name or key: Shop,Blog")
        acts.add_parser("list", help="all of them, and how they are")
        for name, does in ACTS.items():
            acts.add_parser(name, help=does).add_argument("number", type=int)

    def handle(self, *args: Any, act: str, **options: Any) -> None:
        if act == "add":
            self.add(options["url"], options["kinds"], options["teams"], options["sites"])
        elif act == "list":
            for endpoint in Endpoint.objects.order_by("pk"):
                self.stdout.write(_line(endpoint))
        else:
            getattr(self, act)(_numbered(options["number"]))

    def add(self, url: str, kinds: str, teams: str, sites: str) -> None:
        of = [_team(name) for name in _listed(teams)], [_site(name) for name in _listed(sites)]
        try:
            endpoint = endpoints.add(url, _listed(kinds), *of)
        except NotAllowed as why:
            raise CommandError(str(why)) from None
        self.stderr.write(f"Webhook {endpoint.pk}; it signs with:")
        self.stdout.write(endpoint.secrets[0])

    def test(self, endpoint: Endpoint) -> None:
        answer = endpoints.test(endpoint)
        if not answer.is_good:
            raise CommandError(f"It was not taken: {answer.status or ''} {answer.text[:200]}".rstrip())
        self.stdout.write(f"It was taken: {answer.status}, {answer.seconds * 1000:.0f} ms.")

    def rotate(self, endpoint: Endpoint) -> None:
        self.stderr.write("Both this secret and the one before sign, until the next change:")
        self.stdout.write(endpoints.rotate(endpoint))

    def on(self, endpoint: Endpoint) -> None:
        endpoints.turn(endpoint, on=True)
        self.stdout.write(f"Webhook {endpoint.pk} is on; /api/events has what it missed.")

    def off(self, endpoint: Endpoint) -> None:
        endpoints.turn(endpoint, on=False)
        self.stdout.write(f"Webhook {endpoint.pk} is off.")

    def remove(self, endpoint: Endpoint) -> None:
        endpoints.remove(endpoint)
        self.stdout.write(f"{endpoint.url} is told nothing any more.")

    def log(self, endpoint: Endpoint) -> None:
        for delivery in endpoints.newest(endpoint):
            self.stdout.write(_told(delivery))


ACTS = {
    "test": "send it a message of its own now, and say what it answers",
    "log": "what became of its newest 50 events",
    "rotate": "give it a new secret, beside the one before",
    "on": "send to it again",
    "off": "send nothing to it, and give up what waits",
    "remove": "forget it, with what became of its events",
}


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _team(name: str) -> int:
    for pk, called in endpoints.teams().items():
        if called.casefold() == name.casefold():
            return pk
    raise CommandError(f"There is no team {name}.")


def _site(name: str) -> str:
    for key, called in endpoints.sites().items():
        if name.casefold() in (key, called.casefold()):
            return key
    raise CommandError(f"There is no site {name}.")


def _numbered(number: int) -> Endpoint:
    found = Endpoint.objects.filter(pk=number).first()
    if found is None:
        raise CommandError(f"There is no webhook {number}: see `webhook list`.")
    return found


def _line(endpoint: Endpoint) -> str:
    waiting = endpoint.deliveries.filter(state=Delivery.State.WAITING).count()
    failing = f"failing since {endpoint.failing_since:%Y-%m-%d %H:%M}" if endpoint.failing_since else "well"
    how = f"off: {endpoint.off_for}" if endpoint.off_at else failing
    return f"{endpoint.pk}: {endpoint.url} ({','.join(endpoint.kinds) or 'all'}), {how}, {waiting:,} wait"


def _told(delivery: Delivery) -> str:
    event, when = delivery.event, delivery.tried_at or delivery.made_at
    how = f"{delivery.status or ''} {delivery.answer[:60]!r}" if delivery.tried_at else ""
    return (
        f"{when:%Y-%m-%d %H:%M:%S} {event.ticket.public_id} {event.seq} {event.kind}: "
        f"{delivery.state}, {delivery.attempts} tries {how}"
    ).rstrip()
