from django.urls import path

from tickets.features.mail import views

urlpatterns = [
    path("agent/mail/held/", views.held, name="held-mails"),
    path("agent/<str:ticket>/mail/<uuid:id>/", views.whole, name="whole-mail"),
    path("agent/<str:ticket>/mail/<uuid:id>/part/<int:number>/", views.part),
]
