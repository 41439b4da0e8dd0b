"""Starts the room: a plan that comes into force is asked the law about at once."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """The room of what stands about each person under the law."""

    name = "samlop.assessment"

    def ready(self) -> None:
        from samlop.assessment.actions.everyone import after_plan
        from samlop.programme import followers

        followers.register(after_plan)
