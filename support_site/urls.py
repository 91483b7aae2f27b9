from django.contrib import admin
from django.contrib.auth.views import (
    PasswordChangeDoneView,
    PasswordChangeView,
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
)
from django.urls import include, path

from tickets import letters
from tickets.people.reset import AskForReset
from tickets.views import SignIn, SignOut, administration

# Django's pages for a forgotten password say that a mail was sent: without mail there are none.
reset = [
    path("accounts/password_reset/", AskForReset.as_view(), name="password_reset"),
    path("accounts/password_reset/done/", PasswordResetDoneView.as_view(), name="password_reset_done"),
    path(
        "accounts/reset/<uidb64>/<token>/", PasswordResetConfirmView.as_view(), name="password_reset_confirm"
    ),
    path("accounts/reset/done/", PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]

urlpatterns = [
    path("", include("tickets.urls")),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/logout/", SignOut.as_view(), name="logout"),
    *(reset if letters.can_be_sent() else ()),
    path("accounts/password_change/", PasswordChangeView.as_view(), name="password_change"),
    path("accounts/password_change/done/", PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("admin/login/", SignIn.as_view(next_page="/admin/")),  # one door, with its limits
    path("admin/", administration),
    path("admin/", admin.site.urls),
]

handler400 = "tickets.views.bad_request"
