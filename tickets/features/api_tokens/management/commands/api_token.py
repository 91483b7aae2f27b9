"""Makes, lists and revokes the tokens by which programs call the HTTP API."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tickets.features.api_tokens import tokens
from tickets.features.api_tokens.models import ApiToken
from tickets.wire.text import is_visible


class Command(BaseCommand):
    help = "Makes a token for a program and shows it, once. --list shows all, NAME --revoke ends one."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", help="what the program is called, on the desk too")
        parser.add_argument("--scope", default=tokens.READ, help="read, write, or both: read,write")
        parser.add_argument("--days", type=int, help="how long it holds; without: until it is revoked")
        parser.add_argument("--teams", help="it sees their tickets, and those of no team: Billing,Sales")
        parser.add_argument("--sites", help="of these alone it sees conversations, by name or key: Shop,Blog")
        parser.add_argument("--list", action="store_true", help="show those that there are")
        parser.add_argument("--revoke", action="store_true", help="end the token of this name, at once")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["list"]:
            return self.list()
        name = " ".join((options["name"] or "").split())
        if not is_visible(name) or len(name) > tokens.MOST_NAME:
            raise CommandError(f"NAME: Must have 1 to {tokens.MOST_NAME} characters.")
        if options["revoke"]:
            return self.revoke(name)
        return self.make(name, options["scope"], options["days"], options["teams"], options["sites"])

    def make(self, name: str, scope: str, days: int | None, teams: str | None, sites: str | None) -> None:
        scopes = [word.strip() for word in scope.split(",")]
        if unknown := [word for word in scopes if word not in tokens.SCOPES]:
            raise CommandError(f"--scope: there is no scope {unknown[0]!r}: read, write, or read,write.")
        if days is not None and not 1 <= days <= tokens.MOST_DAYS:
            raise CommandError(f"--days: Must be 1 to {tokens.MOST_DAYS}.")
        try:
            lasts = timedelta(days=days) if days else None
            token = tokens.make(name, scopes, lasts, _teams(teams), _sites(sites))
        except tokens.NameTaken:
            raise CommandError(
                f"There is a token called {name}: end it first, with --revoke, or take another name."
            ) from None
        self.stderr.write(f"The token of {name} ({', '.join(scopes)}), shown this once:")
        self.stdout.write(token)

    def revoke(self, name: str) -> None:
        if not tokens.revoke(name):
            raise CommandError(f"There is no token called {name}.")
        self.stdout.write(f"The token of {name} opens nothing any more.")

    def list(self) -> None:
        for token in tokens.known():
            self.stdout.write(_line(token))


def _teams(names: str | None) -> list[int] | None:
    if names is None:
        return None
    known = {name.casefold(): pk for pk, name in tokens.teams().items()}
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name.casefold() not in known]:
        raise CommandError(f"--teams: There is no team {unknown[0]}.")
    return [known[name.casefold()] for name in wanted]


def _sites(names: str | None) -> list[str] | None:
    if names is None:
        return None
    there = tokens.sites_there()
    known = {name.casefold(): key for key, name in there.items()} | {key: key for key in there}
    wanted = [name.strip().casefold() for name in names.split(",") if name.strip()]
    if unknown := [name for name in wanted if name not in known]:
        raise CommandError(f"--sites: There is no site {unknown[0]}.")
    return [known[name] for name in wanted]


def _line(token: ApiToken) -> str:
    used = f"used {token.used_at:%Y-%m-%d %H:%M}" if token.used_at else "never used"
    until = f", until {token.expires_at:%Y-%m-%d %H:%M}" if token.expires_at else ""
    sites = tokens.sites_of(token)
    at = "" if sites is None else f", of {', '.join(sites)}"
    return f"{token.name}: hf_{token.key}_…, {','.join(token.scopes)}{at}, {used}{until}"
