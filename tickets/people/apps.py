from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "tickets.people"
    label = "people"
