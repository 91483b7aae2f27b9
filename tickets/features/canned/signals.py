"""Rows that go by whatever door of Django's: a reply's files are free, and a file takes what is stored."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from tickets.conversation import shelf
from tickets.features.canned import reply_files
from tickets.features.canned.models import CannedReply, ReplyFile


@receiver(pre_delete, sender=CannedReply)
def reply_goes(instance: CannedReply, **_: Any) -> None:
    """With its owner or team: nobody's any more. By its own door they are free already."""
    reply_files.free(ReplyFile.objects.filter(reply=instance), None)


@receiver(post_delete, sender=ReplyFile)
def file_deleted(instance: ReplyFile, **_: Any) -> None:
    if keeper := shelf.keeper():
        keeper.must_go(instance.place)
