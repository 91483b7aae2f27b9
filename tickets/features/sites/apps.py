from django.apps import AppConfig


class SitesConfig(AppConfig):
    """The websites whose customers write here: how each looks, where it may embed the chat, whom it vouches
    for."""

    name = "tickets.features.sites"

    def ready(self) -> None:
        from tickets.conversation import openings
        from tickets.desk import details
        from tickets.features.sites import known, visitors
        from tickets.features.sites.details import sites_of
        from tickets.people import sites

        sites.found_by(known.find)
        sites.listed_by(known.every, known.places)
        sites.opened_by(known.opened_at)
        openings.register(visitors.JOINS)
        details.with_rows(sites_of)
        known.known.follow("sites.Site")
