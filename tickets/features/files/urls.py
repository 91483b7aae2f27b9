from django.urls import path

from tickets.features.files import views

urlpatterns = [
    path("f/<str:ticket>/<uuid:id>/<str:variant>", views.file, name="file"),
]
