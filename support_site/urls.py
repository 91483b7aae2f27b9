from django.contrib import admin
from django.contrib.auth.views import PasswordChangeDoneView, PasswordChangeView
from django.urls import include, path

from tickets.views import SignIn, SignOut, administration

urlpatterns = [
    path("", include("tickets.urls")),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/logout/", SignOut.as_view(), name="logout"),
    # None of Django's pages for a forgotten password: they say that a mail was sent.
    path("accounts/password_change/", PasswordChangeView.as_view(), name="password_change"),
    path("accounts/password_change/done/", PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("admin/login/", SignIn.as_view(next_page="/admin/")),  # one door, with its limits
    path("admin/", administration),
    path("admin/", admin.site.urls),
]

handler400 = "tickets.views.bad_request"
