"""Hours as an administrator gives them."""

from typing import Any

import pytest
from django.contrib.admin import site
from django.test import RequestFactory

from tickets.features.hours.forms import DAYS, HoursForm
from tickets.features.hours.models import Hours

pytestmark = pytest.mark.django_db
GIVEN: dict[str, Any] = {"site": "", "zone": "Europe/Berlin", "day_0": "09:00-12:00, 13:30-18:00"}
DATES = "2026-12-25\n2026-12-24 9:00-12:00"


def test_what_is_given_is_kept_and_shown_again() -> None:
    form = HoursForm(GIVEN | {"day_4": "22:00-05:00", "dates": DATES})
    assert form.is_valid(), form.errors
    hours = form.save()
    hours.refresh_from_db()
    assert hours.week == {"0": [[540, 720], [810, 1080]], "4": [[1320, 1740]]}
    shown = HoursForm(instance=hours).initial
    assert (shown["day_0"], shown["day_1"], shown["day_4"]) == (GIVEN["day_0"], "", "22:00-05:00")
    assert shown["dates"] == "2026-12-24 09:00-12:00\n2026-12-25"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"zone": "Berlin"}, "There is no time zone “Berlin”."),
        ({"zone": "Europe"}, "There is no time zone “Europe”."),
        ({"zone": "../UTC"}, "There is no time zone “../UTC”."),
        ({"day_1": "9-17"}, "“9-17” can"),
        ({"dates": "24.12.2026"}, "“24.12.2026” is no date"),
        ({"day_0": ""}, "closed for ever"),
        ({"site": "nowhere"}, "nowhere"),
    ],
)
def test_what_is_wrong_is_said(changed: dict[str, str], said: str) -> None:
    form = HoursForm(GIVEN | changed)
    assert not form.is_valid()
    assert said in str(form.errors.as_data())


def test_a_site_has_its_hours_once() -> None:
    first = HoursForm(GIVEN)
    assert first.is_valid()
    first.save()
    assert "site" in HoursForm(GIVEN).errors


def test_the_admin_s_own_form_has_all_of_it(rf: RequestFactory) -> None:
    form = site.get_model_admin(Hours).get_form(rf.get("/"))
    assert set(form.base_fields) == {"site", "zone", "dates", *DAYS}
