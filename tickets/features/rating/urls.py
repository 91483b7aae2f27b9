from django.urls import path

from tickets.features.rating import views

urlpatterns = [path("rate/<str:token>/", views.rate, name="rate")]
