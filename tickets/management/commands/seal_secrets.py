"""Seals what the database has sealed by today's SECRET_KEY, so that a former one can be thrown away."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from tickets.people import resealing, sso


class Command(BaseCommand):
    help = "Seals the secrets in the database by the secret key of today."

    def handle(self, *args: Any, **options: Any) -> None:
        of_factors, of_rows = resealing.all_of_them(Authenticator), resealing.columns(apps.get_models())
        done, lost = (sum(each) for each in zip(of_factors, of_rows, sso.resealed(), strict=True))
        self.stdout.write(f"{done} sealed by the secret key of today.")
        if lost:
            raise CommandError(
                f"{lost} can't be read by any secret key that is known: nothing of them was changed."
            )
