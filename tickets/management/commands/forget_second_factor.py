"""Lets somebody in by password alone, who has lost the phone and the recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tickets.people import staff
from tickets.people.models import User


class Command(BaseCommand):
    help = "Takes a user's second factor away: from then on the password alone signs in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['username']}.")
        if not staff.take_second_factor(user):
            raise CommandError(f"{user} has no second factor.")
        self.stdout.write(f"{user} signs in by password alone, until a second factor is set up again.")
