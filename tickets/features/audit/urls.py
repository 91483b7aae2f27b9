from django.urls import path

from tickets.features.audit import views

urlpatterns = [
    path("agent/audit/log/", views.seen, name="audit"),
    path("agent/audit/log/<str:written>/", views.exported, name="audit-export"),
]
