"""What is served where. The seam for a feature's own pages: `urlpatterns` in its `urls` module."""

from itertools import chain

from django.urls import include, path

from tickets import features_on, staff, views
from tickets.api import api
from tickets.settings import pages
from tickets.settings.views import First

urlpatterns = [
    path("", views.start, name="start"),
    path("t/<str:ticket>/", views.ticket, name="ticket"),
    path("t/<str:ticket>/print/", views.ticket_on_paper, name="ticket-on-paper"),
    path("agent/", views.desk, name="desk"),
    path("agent/connections/", views.connections, name="connections"),
    path("agent/people/", staff.People.as_view(), name="people"),
    path("agent/settings/", First.as_view(), name="settings"),
    *(path(f"agent/settings/{page.name}/", include(list(page.addresses))) for page in pages.every()),
    path("agent/<str:ticket>/", views.desk, name="desk-ticket"),
    path("agent/<str:ticket>/print/", views.desk_on_paper, name="desk-on-paper"),
    path("api/", api.urls),
    path("api/<path:call>", views.no_such_call),
    path("metrics", views.metrics),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    *chain.from_iterable(feature.urlpatterns for feature in features_on.modules("urls")),
]
