from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tickets.people"
    label = "people"

    def ready(self) -> None:
        from tickets import letters
        from tickets.people import invitations, owners, required, reset  # noqa: F401  (connects)

        letters.register(reset.LETTER, reset.letter)
        letters.register(invitations.LETTER, invitations.letter)
