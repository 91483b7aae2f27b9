"""Becomes the embedded Valkey of this DATA_DIR, so that the test's child is the server itself."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "support_site.settings")

from django.conf import settings

from support_site.run import valkey

if __name__ == "__main__":
    path = valkey.socket_path(settings.REDIS_URL)
    valkey.own_folder(path)
    words = valkey.command(path, settings.DATA_DIR)
    os.execv(words[0], words)
