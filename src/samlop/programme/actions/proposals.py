"""Proposes a first draft from what is already known, so that the sitting changes words and does not type them.

Every proposal says where it comes from. Nothing here decides: the counsellor and the participant change what is not right.
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from samlop.core.calendar import add_months, is_working_day, long_date
from samlop.core.languages import language_name
from samlop.law.words import say
from samlop.pathway.models import DueKind
from samlop.planning import week
from samlop.programme.actions import checks
from samlop.programme.catalogue import DAYS, Kind, ProgrammeType
from samlop.programme.facts import PlanPicture
from samlop.programme.models import Element
from samlop.programme.queries import Known

FROM_LAW = "loven"
FROM_PERSON = "opplysningene vi har"
FROM_MUNICIPALITY = "kommunens tekster"
# What courses usually take of a week. The counsellor changes them; the law's hours in all stand beside.
_NORWEGIAN, _SOCIAL, _LIFE, _PARENTS, _WORK, _CAREER = (Decimal(n) for n in ("12", "3", "2.5", "2", "15", "3"))
_REVIEW_MONTHS = 3
_TO_APPROVE = 14  # days for the second person, and for the participant to get the decision


@dataclass
class Proposal:
    """Field values with where each comes from, and the elements of an ordinary week."""

    values: dict[str, object] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)

    def put(self, name: str, value, source: str) -> None:
        """Proposes a value, unless there is none."""
        if value not in (None, ""):
            self.values[name], self.sources[name] = value, source


class Proposer:
    """Proposes for one person. `seen` is an empty plan's picture: what the law answers before anything is chosen."""

    def __init__(self, known: Known, seen: PlanPicture):
        self.known = known
        self.person = known.person
        self.profile = known.profile
        self.seen = seen
        self.made = Proposal()

    # ----- step 1 and 2

    def meeting(self, counsellor: str) -> None:
        """When, who, with which interpreter, and what the person brings."""
        use = self.known.use
        self.made.put(
            "meeting_on", use.held_on if use else self.known.on, "tolkeopplysningene" if use else "dagens dato"
        )
        present = [f"{self.person}, deltaker", f"{counsellor}, programrådgiver"]
        if self.person.interpreter_needed and (use is None or use.booked):
            present.append(f"Tolk i {language_name(use.language if use else self.person.language)}, tolk")
        self.made.put("present", "\n".join(present), FROM_PERSON)
        if self.profile:
            self.made.put("own_words", "\n".join(w.text for w in self.profile.wishes), "kartleggingen")
            can = [line.text for line in (*self.profile.work, *self.profile.education, *self.profile.skills)]
            self.made.put("resources", "\n".join(can), "kartleggingen")

    def goal(self) -> None:
        """The end goal from guidance where the law allows it, else the law's main rule; and the way there in words."""
        guidance = self.guidance
        source = f"karriereveiledningen {long_date(guidance.given_on)}" if guidance else FROM_LAW
        self.made.put("end_goal", self.goal_code, source)
        if guidance:
            self.made.put("end_goal_detail", guidance.goal[:200], source)
            steps = [step.title for step in guidance.steps]
            self.made.put("goal_reason", guidance.recommendation or f"Målet kom fram i {source}.", source)
            self.made.put("long_term_goal", "\n".join([guidance.goal, *steps]), source)
        elif wish := next(iter(self.wishes("Arbeid", "Utdanning")), None):
            self.made.put("end_goal_detail", wish.text[:200], "kartleggingen")
            self.made.put("long_term_goal", wish.text, "kartleggingen")

    def norwegian(self, seen: PlanPicture) -> None:
        """The law's proposed level in each skill, for the goal just proposed."""
        for skill, level in checks.proposed_levels(seen).items():
            self.made.put(skill, level, FROM_LAW)

    def dates(self, seen: PlanPicture) -> None:
        """The offer today, the start by the deadline, the length the law gives room for."""
        self.made.put("offer_on", self.known.on, "dagens dato")
        day, source = self._start(seen)
        self.made.put("starts_on", day, source)
        months = checks.max_months(seen)
        self.made.put("duration_months", months, FROM_LAW)
        self.made.put("review_on", add_months(self.known.on, _REVIEW_MONTHS), "kommunens vane: hver tredje måned")

    # ----- step 3

    def week(self, seen: PlanPicture) -> None:
        """An ordinary week: what the law demands, what fits this person's schooling and goal, full time in all."""
        required = set(checks.required_content(seen))
        self.own_track(required)
        if "social_studies" in required:
            self.add(Kind.SOCIAL_STUDIES, _SOCIAL, "Loven krever opplæring i samfunnskunnskap.", total=Decimal(75))
        if hours := checks.life_skills_hours(seen):
            self.add(Kind.LIFE_SKILLS, _LIFE, "Loven krever kurs i livsmestring.", total=Decimal(str(hours)))
        elif "livsmestring" in required:
            self.add(Kind.LIFE_SKILLS, _LIFE, "Loven krever kurs i livsmestring.")
        if "parental_guidance" in required:
            names = " og ".join(child.given_name for child in self.known.children) or "barn under 18 år"
            self.add(Kind.PARENTAL_GUIDANCE, _PARENTS, f"Du er forelder til {names}.")
        self.made.values["programme_type"] = ProgrammeType.ORDINARY  # what everybody begins with; not a fact about her
        self._fill_up(seen)
        self._lay_out()
        self.made.put("strengthens", self._strengthens(), "mål og tiltak i planen")

    def own_track(self, required: set[str]) -> None:
        """What differs from person to person: schooling behind, and the goal ahead."""
        to_work = self.goal_code == "work"
        if not self.schooled:
            if self.known.cannot_read:
                self.add(Kind.NORWEGIAN, _NORWEGIAN, "Du skal lære å lese og skrive samtidig med norsk.",
                         "Norsk med lese- og skriveopplæring")  # fmt: skip
            else:
                self.add(Kind.NORWEGIAN, _NORWEGIAN, f"Du går mot norskmålet og trenger norsk til {self.goal_words}.",
                         "Norsk, klasserom")  # fmt: skip
            if to_work:
                self.add(Kind.WORK_PLACEMENT, _WORK, f"Du lærer norsk og yrket i arbeid. {self._experience()}".strip(),
                         self._placement_title())  # fmt: skip
            else:
                self.add(Kind.PRIMARY, Decimal(15), "Du trenger grunnskole på veien til videregående opplæring.",
                         "Forberedende opplæring for voksne")  # fmt: skip
        else:
            self.add(Kind.NORWEGIAN, _NORWEGIAN, f"Du har lang skolegang og kan gå raskt fram mot {self.goal_words}.",
                     "Norsk, intensivt kurs")  # fmt: skip
            if to_work:
                self.add(Kind.WORK_PLACEMENT, _WORK, f"Du møter fagmiljøet tidlig. {self._experience()}".strip(),
                         self._placement_title())  # fmt: skip
            else:
                self.add(Kind.STUDY_PREPARATION, _WORK, f"Du forbereder deg til {self.goal_words}.",
                         "Forberedelse til studier")  # fmt: skip
            for education in self._to_recognise():
                self.add(Kind.CAREER, _CAREER, f"Du har {education.text}. Godkjenning åpner yrket ditt i Norge.",
                         "Godkjenning av utdanning")  # fmt: skip

    def add(self, kind: str, hours: Decimal, reason: str, title: str = "", total: Decimal | None = None) -> None:
        """Proposes one element. The reason is the source one can read."""
        self.made.elements.append(
            Element(
                kind=kind, hours_per_week=hours, reason=reason, title=title, total_hours=total,
                proposed_from=FROM_LAW if not title else FROM_PERSON, order=len(self.made.elements),
            )
        )  # fmt: skip

    def _fill_up(self, seen: PlanPicture) -> None:
        """Lets Norwegian, and then the first work or school element, take what is left up to full time."""
        full = checks.full_time_hours(seen)
        if full is None:
            return
        left = Decimal(str(full)) - sum((e.hours_per_week for e in self.made.elements), Decimal(0))
        for element in self.made.elements[:2] if left > 0 else ():
            more = min(left, Decimal(6) if element.kind == Kind.NORWEGIAN else left)
            element.hours_per_week += more
            left -= more

    def _lay_out(self) -> None:
        """Gives each element its times in an ordinary week, for the picture to begin with."""
        whole_days = {Kind.WORK_PLACEMENT, Kind.PRIMARY, Kind.STUDY_PREPARATION, Kind.UPPER_SECONDARY}
        laid = week.lay_out([(e.hours_per_week, e.kind in whole_days) for e in self.made.elements])
        for element, times in zip(self.made.elements, laid, strict=True):
            for number, slot in times.items():
                setattr(element, DAYS[number][0], slot.words)

    # ----- step 4

    def agreement(self, duties: dict[str, str]) -> None:
        """What the two promise each other: the municipality's own words."""
        self.made.put("municipality_duties", duties["municipality"], FROM_MUNICIPALITY)
        self.made.put("participant_duties", duties["participant"], FROM_MUNICIPALITY)

    # ----- what is known

    @cached_property
    def guidance(self):
        """The latest result of career guidance, or None."""
        return self.profile.guidance if self.profile else None

    @cached_property
    def schooled(self) -> bool:
        """Whether she has upper secondary education or more, as the law divides it."""
        return self.person.education == "upper_secondary_or_higher"

    @cached_property
    def goal_code(self) -> str:
        """The end goal to begin with: the law's main rule where there is one, else what she wishes, else work."""
        allowed = checks.allowed_goals(self.seen)
        if main := checks.main_rule(self.seen):
            return main
        wants_school = bool(self.wishes("Utdanning")) and not self.wishes("Arbeid")
        studies = ("higher_education", "complete_upper_secondary", "parts_of_upper_secondary")
        if wants_school and (goal := next((g for g in studies if g in allowed), None)):
            return goal
        return "work" if not allowed or "work" in allowed else allowed[0]

    @property
    def goal_words(self) -> str:
        """The goal with the person's own direction when it is known."""
        return say(self.goal_code)

    def wishes(self, *kinds: str) -> list:
        """Her wishes of these kinds."""
        return [w for w in self.profile.wishes if w.kind in kinds] if self.profile else []

    def _start(self, seen: PlanPicture) -> tuple[dt.date | None, str]:
        """What the pathway has agreed; else as soon as there is time to approve, on a working day before the deadline."""
        on, deadline = self.known.on, self._start_by(seen)
        step = self.person.steps.filter(key="programme_start", closed_on=None).order_by("id").first()
        if step and step.due_kind == DueKind.AGREED and step.due_on and step.due_on >= on:
            return step.due_on, "det som er avtalt i løpet"
        soon = on + dt.timedelta(days=_TO_APPROVE)
        soon += dt.timedelta(days=-soon.weekday() % 7)  # the next Monday
        if deadline and on <= deadline < soon:
            soon = deadline
        while not is_working_day(soon) and soon > on:
            soon -= dt.timedelta(days=1)
        if deadline and soon <= deadline:
            return soon, f"så snart som mulig, før fristen {long_date(deadline)}"
        return soon, "så snart som mulig"

    def _start_by(self, seen: PlanPicture):
        return checks.start_deadline(seen)

    def _experience(self) -> str:
        work = next(iter(self.profile.work), None) if self.profile else None
        return f"Du har erfaring: {work.text}." if work else ""

    def _placement_title(self) -> str:
        wish = next(iter(self.wishes("Arbeid")), None)
        work = next(iter(self.profile.work), None) if self.profile else None
        what = wish.text if wish else work.title if work else ""
        return f"Praksis: {what}"[:120] if what else "Praksis på arbeidsplass"

    def _to_recognise(self) -> list:
        """Completed education that nobody has recognised yet; the highest one."""
        if not self.profile:
            return []
        return [e for e in self.profile.education if e.completed and e.level >= 4 and not e.recognition][:1]

    def _strengthens(self) -> str:
        first = next((e for e in self.made.elements if e.about.content == "work_or_education_elements"), None)
        if first is None:
            return ""
        return (
            f"{first.name} gir erfaring og språk som fører mot sluttmålet, {self.goal_words}. "
            "Norsken brukes hver uke der den trengs, og det hjelper deg mot norskmålet."
        )
