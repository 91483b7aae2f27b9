"""No mail has a card's number, and every other number stands as it was written."""

from random import Random

import pytest
from django.conf import settings

from tickets import cards
from tickets.features.mail import compose
from tickets.features.mail.models import Mail
from tickets.letters import Letter

CARDS = (
    "4111 1111 1111 1111",
    "5500-0000-0000-0004",
    "378282246310005",
    "4222222222222",
    "6304000000000000000",
)
DICE = 60


def numbered(dice: Random, length: int, *, fits: bool) -> str:
    """Digits whose last one is the check digit, or is none."""
    said = "".join(dice.choices("0123456789", k=length - 1))
    fitting = next(last for last in "0123456789" if cards.is_card(said + last))
    return said + (fitting if fits else dice.choice([last for last in "0123456789" if last != fitting]))


def grouped(dice: Random, digits: str) -> str:
    gaps = ("", "", "", " ", "-", " - ", "\u00a0")
    return digits[0] + "".join(dice.choice(gaps) + one for one in digits[1:])


def digits_of(text: str) -> str:
    return "".join(one for one in text if one.isdigit())


def test_of_any_card_the_last_four_stay_and_the_rest_is_dots() -> None:
    dice = Random(10)
    for _ in range(DICE):
        digits = numbered(dice, dice.randint(cards.FEWEST, cards.MOST), fits=True)
        said = grouped(dice, digits)
        masked = cards.masked(f"It is {said}, thanks")
        assert (digits_of(masked), masked.count("•")) == (digits[-4:], len(digits) - 4), said
        assert len(masked) == len(f"It is {said}, thanks"), "its gaps stay"
        assert cards.masked(masked) == masked


def test_what_fails_the_check_or_is_too_short_or_long_is_untouched() -> None:
    dice = Random(11)
    for _ in range(DICE):
        length = dice.randint(cards.FEWEST, cards.MOST)
        for said in (
            numbered(dice, length, fits=False),
            "".join(dice.choices("0123456789", k=dice.choice([4, 8, 12, 20, 24, 40]))),
        ):
            assert cards.masked(f"Order {said}.") == f"Order {said}."


@pytest.mark.parametrize("card", CARDS)
def test_numbers_beside_a_card_are_no_hiding_place(card: str) -> None:
    dotted = cards.masked(card)
    assert dotted.count("•") == len(digits_of(card)) - 4
    for before, after in (("29 ", ""), ("", " 12"), ("2026-11-29 ", ""), ("Visa", "x"), ("No. 7-", " 424")):
        assert cards.masked(f"{before}{card}{after}").count("•") >= len(digits_of(card)) - 4
    assert cards.masked(f"{card}\n{card}") == f"{dotted}\n{dotted}"


def test_what_is_read_with_the_number_before_it_hides_no_less() -> None:
    dice = Random(12)
    for _ in range(DICE):
        digits = numbered(dice, dice.randint(cards.FEWEST, cards.MOST), fits=True)
        before, after = ("".join(dice.choices("0123456789", k=dice.randint(1, 9))) for _ in "ab")
        shown = cards.masked(f"{before} {digits} {after}").split()[1]
        assert shown[:-4] == "•" * (len(digits) - 4)


@pytest.mark.django_db
def test_a_mail_has_no_card_in_it_and_its_link_still_works() -> None:
    link = f"{settings.PUBLIC_URL}/t/x/#4111111111111111"
    said = f'<a href="{link}">{link}</a><p>4111 1111 1111 1111</p>'
    letter = Letter("Card 4111111111111111", f"{link}\n4111 1111 1111 1111", said)
    made = compose.message(Mail(recipient="carla@example.org", message_id="<1@x>"), letter)
    assert made.subject == "Card ••••••••••••1111"
    assert made.body == f"{link}\n•••• •••• •••• 1111"
    assert made.alternatives[0][0] == said.replace("4111 1111 1111 1111", "•••• •••• •••• 1111")
