from django.urls import path

from tickets import views
from tickets.api import api

urlpatterns = [
    path("", views.start, name="start"),
    path("t/<str:ticket>/", views.ticket, name="ticket"),
    path("t/<str:ticket>/print/", views.ticket_on_paper, name="ticket-on-paper"),
    path("agent/", views.desk, name="desk"),
    path("agent/connections/", views.connections, name="connections"),
    path("agent/<str:ticket>/", views.desk, name="desk-ticket"),
    path("agent/<str:ticket>/print/", views.desk_on_paper, name="desk-on-paper"),
    path("api/", api.urls),
    path("api/<path:call>", views.no_such_call),
    path("metrics", views.metrics),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
]
