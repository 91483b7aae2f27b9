"""The views that the desk's pages link to."""

from collections.abc import Sequence

from django import template

from tickets.desk import views
from tickets.desk.views import View

register = template.Library()


@register.simple_tag
def desk_views() -> Sequence[View]:
    return views.in_order()
