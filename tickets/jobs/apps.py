from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "tickets.jobs"
    label = "jobs"
