from django.apps import AppConfig


class ApiTokensConfig(AppConfig):
    """Tokens by which programs call as agents of their own, and the whole log as a feed for them."""

    name = "tickets.features.api_tokens"

    def ready(self) -> None:
        from tickets import api_docs
        from tickets.features.api_tokens import tokens
        from tickets.people import callers

        callers.with_tokens(tokens.PREFIX, tokens.admitted)
        api_docs.with_security("api_token", tokens.IN_DOCS)
