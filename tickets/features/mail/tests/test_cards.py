"""No mail has a card's number."""

import pytest
from django.conf import settings

from tickets.features.mail import compose
from tickets.features.mail.models import Mail
from tickets.letters import Letter


@pytest.mark.django_db
def test_a_mail_has_no_card_in_it_and_its_link_still_works() -> None:
    link = f"{settings.PUBLIC_URL}/t/x/#4111111111111111"
    said = f'<a href="{link}">{link}</a><p>4111 1111 1111 1111</p>'
    letter = Letter("Card 4111111111111111", f"{link}\n4111 1111 1111 1111", said)
    made = compose.message(Mail(recipient="carla@example.org", message_id="<1@x>"), letter)
    assert made.subject == "Card ••••••••••••1111"
    assert made.body == f"{link}\n•••• •••• •••• 1111"
    assert made.alternatives[0][0] == said.replace("4111 1111 1111 1111", "•••• •••• •••• 1111")
