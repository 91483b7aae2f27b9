from django.contrib import admin
from django.contrib.auth.views import (
    PasswordResetCompleteView,
    PasswordResetConfirmView,
    PasswordResetDoneView,
)
from django.urls import include, path, reverse_lazy

from tickets import passkeys, profile, staff
from tickets.people import passwords
from tickets.people.reset import AskForReset, by_letter
from tickets.sign_in import Again, BySso, SecondFactor, SignIn, SignOut, ended_by_issuer
from tickets.views import administration

reset = [
    path("accounts/password_reset/", by_letter(AskForReset.as_view()), name="password_reset"),
    path(
        "accounts/password_reset/done/",
        by_letter(PasswordResetDoneView.as_view()),
        name="password_reset_done",
    ),
    path(
        "accounts/reset/<uidb64>/<token>/",
        by_letter(PasswordResetConfirmView.as_view(form_class=passwords.Forgotten)),
        name="password_reset_confirm",
    ),
    path(
        "accounts/reset/done/", by_letter(PasswordResetCompleteView.as_view()), name="password_reset_complete"
    ),
]

# An agent's own. What begins with mfa_ or account_ are the names that allauth leads to.
own = [
    path("accounts/profile/", profile.Profile.as_view(), name="profile"),
    path("accounts/profile/", profile.Profile.as_view(), name="mfa_index"),
    path("accounts/second_factor/", profile.FactorDue.as_view(), name="factor_due"),
    path("accounts/password_change/", profile.Password.as_view(), name="password_change"),
    path("accounts/join/", staff.Join.as_view(), name="join"),
    path("accounts/sign_ins/end/", profile.EndSignIns.as_view(), name="end_sign_ins"),
    path("accounts/login/again/", Again.as_view(), name="account_reauthenticate"),
    path("accounts/login/code/", SecondFactor.as_view(), name="mfa_authenticate"),
    path("accounts/app/", profile.AddApp.as_view(), name="mfa_activate_totp"),
    path("accounts/app/remove/", profile.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("accounts/sso/", BySso.as_view(), name="sso"),
    path("accounts/sso/back/", BySso.as_view(comes_back=True), name="sso_back"),
    path("accounts/sso/ended/", ended_by_issuer, name="sso_ended"),
    path("accounts/login/passkey/", passkeys.Options.as_view(), name="passkey_options"),
    path("accounts/passkeys/", passkeys.Add.as_view(), name="add_passkey"),
    path("accounts/passkeys/<int:passkey>/remove/", passkeys.Remove.as_view(), name="remove_passkey"),
    path("accounts/recovery_codes/", profile.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "accounts/recovery_codes/new/", profile.NewRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"
    ),
]

urlpatterns = [
    path("", include("tickets.urls")),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/login/", SignIn.as_view(), name="account_login"),
    path("accounts/logout/", SignOut.as_view(), name="logout"),
    *reset,
    *own,
    path("admin/login/", SignIn.as_view(next_page="/admin/")),  # one door, with its limits
    path(
        "admin/password_change/",
        profile.Password.as_view(success_url=reverse_lazy("admin:password_change_done")),
    ),
    path("admin/", administration),
    path("admin/", admin.site.urls),
]

handler400 = "tickets.views.bad_request"
