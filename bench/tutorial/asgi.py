import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.tutorial.settings")

from django.core.asgi import get_asgi_application

http = get_asgi_application()  # before anything that asks for settings

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import path  # noqa: E402

from bench.tutorial.consumers import PageConsumer  # noqa: E402
from bench.tutorial.desk import DeskConsumer, NamedConsumer  # noqa: E402

urlpatterns: list[object] = []
websocket = URLRouter(
    [
        path("ws/", PageConsumer.as_asgi()),
        path("ws/desk/", DeskConsumer.as_asgi()),
        path("ws/<int:page>/", NamedConsumer.as_asgi()),
    ]
)
application = ProtocolTypeRouter({"http": http, "websocket": websocket})
