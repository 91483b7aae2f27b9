from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tickets.people"
    label = "people"

    def ready(self) -> None:
        from tickets import letters
        from tickets.people import reset

        letters.register(reset.LETTER, reset.letter)
