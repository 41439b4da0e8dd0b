"""Addresses of the night's work, a person's history under the law, deadlines and replays. Row numbers and codes only."""

app_name = "assessment"
urlpatterns: list = []
