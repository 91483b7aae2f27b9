import os

SECRET_KEY = "measures only"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "bench.tutorial.asgi"
INSTALLED_APPS = ["channels"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
REDIS_URL = os.environ["REDIS_URL"]
HEARTBEAT_INTERVAL = int(os.environ["HEARTBEAT_INTERVAL"])  # seconds
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }
}
USE_TZ = True
