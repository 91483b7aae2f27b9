from django.db import models


class Trace(models.Model):
    number = models.PositiveIntegerField()  # not unique: a second one must be seen

    class Meta:
        app_label = "traced"

    def __str__(self) -> str:
        return str(self.number)
