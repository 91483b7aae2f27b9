from django.urls import path

from tickets.features.privacy import views

urlpatterns = [path("t/<str:ticket>/data/", views.data, name="own-data")]
