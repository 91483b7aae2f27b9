from django.urls import path

from tickets.features.sites import views

urlpatterns = [
    path("accent/<str:colour>.css", views.accent, name="accent"),
]
