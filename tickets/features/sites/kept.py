"""What somebody does with a site, beside what its form saves."""

from collections.abc import Sequence

from tickets.database import transaction
from tickets.features.sites.models import Site


def all_of_them() -> Sequence[Site]:
    return list(Site.objects.all())


def one(pk: int) -> Site | None:
    return Site.objects.filter(pk=pk).first()


@transaction()
def rotated(pk: int) -> str:
    """Its new secret; the one before opens until the next time."""
    site = Site.objects.select_for_update().get(pk=pk)
    site.rotate()
    site.save(update_fields=["secret", "former_secret"])
    return site.secret
