from django.urls import path

from tickets.features.routing import views

urlpatterns = [path("agent/routing/next/", views.who_is_next, name="routing")]
