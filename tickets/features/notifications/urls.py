from django.urls import path

from tickets.features.notifications import views

urlpatterns = [
    path("agent/notifications/settings/", views.settings_page, name="notifications"),
    path("agent/notifications/off/<str:token>/", views.off_page, name="notifications-off"),
    path("agent/push.js", views.desk_worker),
    path("t/push.js", views.push_worker),
    path("agent/desk.webmanifest", views.desk_manifest, name="desk-manifest"),
    path("t/page.webmanifest", views.customers_manifest),
]
