"""Addresses of the pathway room. They hold row numbers only."""

from django.urls import path

from samlop.pathway.views import household, preconditions, steps, templates

app_name = "pathway"
urlpatterns = [
    path("husstand/<int:pk>/", household.household, name="household"),
    path("husstand/<int:pk>/legg/", household.lay, name="lay"),
    path("husstand/<int:pk>/nytt-steg/", household.add_step, name="add_step"),
    path("steg/<int:pk>/", steps.step, name="step"),
    path("steg/<int:pk>/begynn/", steps.begin, name="begin"),
    path("steg/<int:pk>/ferdig/", steps.finish, name="finish"),
    path("steg/<int:pk>/ikke-aktuelt/", steps.drop, name="drop"),
    path("steg/<int:pk>/apne/", steps.reopen, name="reopen"),
    path("steg/<int:pk>/frist/", steps.due, name="due"),
    path("steg/<int:pk>/hvem/", steps.owner, name="owner"),
    path("steg/<int:pk>/venter/<int:wait>/overstyr/", steps.override, name="override"),
    path("person/<int:pk>/forutsetninger/", preconditions.preconditions, name="preconditions"),
    path("person/<int:pk>/forutsetninger/<int:kind>/", preconditions.precondition, name="precondition"),
    path("forutsetninger/", preconditions.kinds, name="kinds"),
    path("forutsetninger/<int:pk>/", preconditions.kind, name="kind"),
    path("maler/", templates.templates, name="templates"),
    path("maler/start/", templates.start_with_default, name="start_with_default"),
    path("maler/<int:pk>/", templates.template, name="template"),
    path("maler/<int:pk>/kopi/", templates.copy, name="template_copy"),
    path("maler/<int:pk>/standard/", templates.default, name="template_default"),
    path("maler/<int:pk>/nytt-steg/", templates.step, name="template_add_step"),
    path("maler/<int:pk>/steg/<int:step>/", templates.step, name="template_step"),
    path("maler/<int:pk>/steg/<int:step>/ta-ut/", templates.remove_step, name="template_remove_step"),
]
