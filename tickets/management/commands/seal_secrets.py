"""Seals the secrets of second factors by today's SECRET_KEY, so that a former one can be thrown away."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError

from tickets.people import resealing


class Command(BaseCommand):
    help = "Seals the secrets of second factors by the secret key of today."

    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = resealing.all_of_them(Authenticator)
        self.stdout.write(f"{done} sealed by the secret key of today.")
        if lost:
            raise CommandError(
                f"{lost} can't be read by any secret key that is known: nothing of them was changed."
            )
