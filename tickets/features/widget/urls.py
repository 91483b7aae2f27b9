from django.conf import settings
from django.urls import path

from tickets.features.widget import views

urlpatterns = [
    path("widget.js", views.launcher, name="launcher"),
    path("w/<str:site>/", views.start, name="widget-start"),
    path("w/<str:site>/chat/", views.chat, name="widget-chat"),
]
if settings.DEMO_SHOP:
    urlpatterns.append(path("demo-shop/", views.demo_shop, name="demo-shop"))
