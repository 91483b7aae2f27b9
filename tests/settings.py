"""The product's settings, but a password costs next to nothing: most stories sign in, and a real desk takes
a quarter of a second of a processor for each. Those of `make run` have the product's own."""

from support_site.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
