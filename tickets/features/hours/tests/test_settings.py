"""Opening hours in the desk's settings."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from tickets.features.hours import public_holidays, written
from tickets.features.hours.models import Hours
from tickets.features.hours.schedule import Schedule

pytestmark = pytest.mark.django_db
PAGE = "/agent/settings/hours/"
GIVEN = {
    "site": "",
    "zone": "Europe/Berlin",
    "day_0": "09:00-12:00, 13:30-18:00",
    "day_4": "22:00-05:00",
    "dates": "2026-12-24 09:00-12:00",
}


def test_hours_are_added_looked_at_and_deleted(root: Client) -> None:
    made = root.post(f"{PAGE}new/", GIVEN)
    hours = Hours.objects.get()
    assert made["Location"] == f"{PAGE}{hours.pk}/"
    page = root.get(made["Location"]).content.decode()
    assert 'value="22:00-05:00"' in page
    assert "Closed until" in page or "Open until" in page
    friday_night = root.get(f"{made['Location']}?at=2026-11-28T01:00").content.decode()
    assert "Open until Saturday, 28 November, 05:00" in friday_night
    midday = root.get(f"{made['Location']}?at=2026-12-24T12:00").content.decode()
    assert "Closed until Friday, 25 December, 22:00" in midday
    for never in ("yesterday", "0001-01-01T00:00", "9999-12-31T23:59"):
        assert "field-error" in root.get(f"{made['Location']}?at={never}").content.decode()
    assert "Europe/Berlin" in root.get(PAGE).content.decode()
    assert root.get(f"{PAGE}new/?site=").context["one"].pk == hours.pk, "there are some"
    assert root.post(made["Location"], {"act": "delete"})["Location"] == PAGE
    assert not Hours.objects.exists()
    for address, act in ((f"{PAGE}4711/", "save"), (f"{PAGE}new/", "delete"), (f"{PAGE}new/", "nothing")):
        assert root.post(address, {"act": act}).status_code == 404


@pytest.mark.parametrize(
    ("field", "value"), [("zone", "Berlin"), ("day_1", "9-17"), ("dates", "24.12."), ("site", "nowhere")]
)
def test_what_is_wrong_is_said_at_its_field(root: Client, field: str, value: str) -> None:
    answer = root.post(f"{PAGE}new/", GIVEN | {field: value})
    assert set(answer.context["form"].errors) == {field}
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Hours.objects.exists()


def test_a_countrys_holidays_are_filled_in_and_can_be_changed(root: Client) -> None:
    year = date.today().year + 1  # noqa: DTZ011
    mine = f"{year}-01-01 10:00-12:00"
    given = GIVEN | {"act": "fill", "country": "de-by", "dates": mine, "day_1": "08:00-09:00"}
    answer = root.post(f"{PAGE}new/", given)
    dates = answer.context["form"]["dates"].value()
    assert mine in dates.splitlines(), "what was written stays"
    assert f"{year}-01-06 # Epiphany" in dates, "Bavaria's own"
    assert 'value="08:00-09:00"' in answer.content.decode(), "and all else that isn't saved yet"
    assert not Hours.objects.exists()
    root.post(f"{PAGE}new/", GIVEN | {"dates": dates})
    kept = Hours.objects.get()
    assert (kept.dates[f"{year}-01-06"], kept.names[f"{year}-01-06"]) == ([], "Epiphany")
    assert f"{year}-01-06 # Epiphany" in root.get(f"{PAGE}{kept.pk}/").content.decode()


@pytest.mark.parametrize("place", ["", "XX", "DE-ZZ", "../DE", "country_holidays", "PUBLIC", "DEU"])
def test_a_country_that_nobody_knows_is_said(root: Client, place: str) -> None:
    answer = root.post(f"{PAGE}new/", GIVEN | {"act": "fill", "country": place})
    assert "No holidays are known of" in answer.content.decode()
    assert answer.context["form"]["dates"].value() == GIVEN["dates"]


def test_holidays_speak_the_readers_language_or_their_own() -> None:
    christmas = date(2026, 12, 25)
    for place, language, name in (
        ("DE", "de", "Erster Weihnachtstag"),
        ("DE", "en", "Christmas Day"),
        ("DE", "tr", "Christmas Day"),
        ("FR", "de", "Christmas Day"),
    ):
        assert public_holidays.ahead(place, date(2026, 11, 1), language)[christmas] == name
    days = public_holidays.ahead("DE", christmas, "en")
    assert min(days) == christmas
    assert max(days) <= christmas + public_holidays.AHEAD


def test_a_name_is_for_who_writes_and_no_part_of_the_hours() -> None:
    text = "2026-12-25 # Christmas Day\n2026-12-24 9:00-12:00 # Half\n2026-12-31 off"
    assert written.dates(text) == {"2026-12-25": [], "2026-12-24": [(540, 720)], "2026-12-31": []}
    assert written.names(text) == {"2026-12-25": "Christmas Day", "2026-12-24": "Half"}
    assert written.lines(written.dates(text), written.names(text)).splitlines()[0] == text.splitlines()[0]


def test_until_when_it_is_so() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    def at(day: int, hour: int, minute: int = 0) -> datetime:
        return datetime(2026, 11, day, hour, minute, tzinfo=berlin)

    week = {0: [(540, 720), (720, 1080)], 4: [(1320, 1440 + 300)], 5: [(300, 420)]}
    schedule = Schedule(berlin, week)
    assert schedule.changes(at(30, 8)) == at(30, 9)
    assert schedule.changes(at(30, 9)) == at(30, 18), "spans that touch are one"
    assert schedule.changes(at(27, 23)) == at(28, 7), "over midnight too"
    assert Schedule(berlin, {day: [(0, 1440)] for day in range(7)}).changes(at(30, 8)) is None
    assert Schedule(berlin, {}, {date(2001, 1, 1): [(0, 60)]}).changes(at(30, 8)) is None
