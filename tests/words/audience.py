"""Which files hold words that only the desk reads: they are translated into its languages. What stands
anywhere else, customers read as well, and it is in all of them."""

import re
from typing import Final

from tests.house.words import DESK_LANGUAGES, LANGUAGES

DESK: Final = re.compile(
    # of the core: its rooms, and what is said to whoever runs it
    r"support_site/|tickets/(admin|audit/|desk/|people/|settings/)|tickets/templates/(connections|desk|registration|settings|403|people/(?!private_link))"
    r"|tickets/templates/addresses/no_scheme"
    # of a feature: places that the desk's page alone has, its views, Django's own pages
    r"|.+/templates/\w+/(acts|details|glance|help|message|places|site)\.html|.+/templates/\w+/settings/|.+/(admin|forms|lists|models|settings)\.py"
    # features, or files of them
    r"|tickets/features/(audit|bulk|canned|saved_views|search|sites|teams|triage|webhooks)/|tickets/features/routing/templates/"
    r"|tickets/features/notifications/(?!templates/notifications/keep|customers/)"
    r"|tickets/features/mail/(checks|failures|outgoing_pages|reasons|text_pages|trial|templates/mail/(held|whole))"
    r"|tickets/features/widget/templates/widget/(demo_shop|preview)"
)


def languages_of(file: str) -> tuple[str, ...]:
    return DESK_LANGUAGES if DESK.match(file) else LANGUAGES
