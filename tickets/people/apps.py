from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tickets.people"
    label = "people"

    def ready(self) -> None:
        from allauth.account.signals import user_logged_in
        from allauth.usersessions.signals import on_user_logged_in

        from tickets import letters
        from tickets.people import invitations, owners, required, reset, sessions  # noqa: F401  (connects)

        user_logged_in.disconnect(on_user_logged_in)
        user_logged_in.connect(sessions.signed_in)
        letters.register(reset.LETTER, reset.letter)
        letters.register(invitations.LETTER, invitations.letter)
