"""Starts the room: what is approved or sent back on the page of a decision moves the plan and the pathway as well."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The room of the plan meeting."""

    name = "samlop.programme"

    def ready(self) -> None:
        from samlop.decisions import handlers
        from samlop.programme.actions import sending

        handlers.register(handlers.Handler(approve=sending.approve_decision, send_back=sending.send_back_decision))
