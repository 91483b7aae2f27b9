"""A row that goes, by whatever door of Django's, takes what is stored with it."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from tickets.features.files import cleaning
from tickets.features.files.models import File


@receiver(post_delete, sender=File)
def file_deleted(instance: File, **_: Any) -> None:
    cleaning.must_go(instance.place)
