"""A row that goes, by whatever door of Django's, takes its raw mail with it, unless another has it too."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from tickets.features.mail import arrive
from tickets.features.mail.models import Mail


@receiver(post_delete, sender=Mail)
def mail_deleted(instance: Mail, **_: Any) -> None:
    arrive.must_go(instance.place)
