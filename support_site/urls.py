from django.contrib import admin
from django.urls import include, path

from tickets.views import SignIn, SignOut, administration

urlpatterns = [
    path("", include("tickets.urls")),
    path("accounts/login/", SignIn.as_view(), name="login"),
    path("accounts/logout/", SignOut.as_view(), name="logout"),
    path("accounts/", include("django.contrib.auth.urls")),
    path("admin/", administration),
    path("admin/", admin.site.urls),
]
