"""Addresses of the working day. They hold row numbers and neutral codes only."""

from django.urls import path

from samlop.casework.views import arrivals, edit, follow, law, mine, person, reads, search, team

app_name = "casework"
urlpatterns = [
    path("", mine.start, name="start"),
    path("mine-folk/", mine.my_people, name="my_people"),
    path("mine-folk/filtre/", mine.filters, name="filters"),
    path("mine-folk/filtre/<int:pk>/slett/", mine.drop_filter, name="drop_filter"),
    path("sok/", search.search, name="search"),
    path("person/<int:pk>/", person.person, name="person"),
    path("person/<int:pk>/endre/", edit.edit, name="edit"),
    path("person/<int:pk>/opphold/", edit.permit, name="permit"),
    path("person/<int:pk>/loven/", law.law, name="law"),
    path("person/<int:pk>/hvem-folger/", follow.follow, name="follow"),
    path("person/<int:pk>/flytt/", follow.reassign, name="reassign"),
    path("person/<int:pk>/innsyn/", follow.give_access, name="give_access"),
    path("person/<int:pk>/innsyn/<int:access>/avslutt/", follow.end_access, name="end_access"),
    path("person/<int:pk>/oppfolging/", follow.weigh, name="weigh"),
    path("ankomster/", arrivals.arrivals, name="arrivals"),
    path("teamet/", team.team, name="team"),
    path("teamet/mal/", team.norm, name="norm"),
    path("teamet/<int:pk>/", team.member, name="member"),
    path("avvik/", team.deviations, name="deviations"),
    path("innsyn/", reads.reads, name="reads"),
    path("innsyn/<int:pk>/", reads.reads_of, name="reads_of"),
]
