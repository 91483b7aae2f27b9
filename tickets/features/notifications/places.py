"""Where pushes go: to the push services of the browsers' makers (PUSH_HOSTS), and into networks of the
owner's. An endpoint is an address that came from outside, so nothing else is asked for in its name."""

from ipaddress import ip_address

from django.conf import settings

from tickets.outside import addresses
from tickets.outside.addresses import NotAllowed, Place


def place_of(endpoint: str) -> Place:
    """Raises NotAllowed."""
    place = addresses.place_of(endpoint, settings.WEBHOOK_NETWORKS)
    own = any(ip_address(place.address) in network for network in settings.WEBHOOK_NETWORKS)
    if not own and not is_known(place.host):
        raise NotAllowed(f"{place.host} is none of PUSH_HOSTS.")
    return place


def is_known(host: str) -> bool:
    """`*.example.com`: whatever is below it, and not itself."""
    return any(host.endswith(one[1:]) if one.startswith("*.") else host == one for one in settings.PUSH_HOSTS)
