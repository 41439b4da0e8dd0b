"""`samlop pathway`: shows a household's pathway as text, and the template that comes with the house."""

import json
import sys


def add_parser(subparsers) -> None:
    """`samlop pathway show HOUSEHOLD [--json] [--on DATE]` and `samlop pathway template [--json]`."""
    parser = subparsers.add_parser("pathway", help="vis løpet til en husstand, eller malen som følger med")
    acts = parser.add_subparsers(dest="act", required=True, metavar="hva")
    show = acts.add_parser("show", help="hva som er neste, hva som venter, og kritisk vei")
    show.add_argument("household", metavar="HUSSTAND", help="nummeret på husstanden")
    show.add_argument("--json", action="store_true", help="som JSON")
    show.add_argument("--on", metavar="DATO", help="som om det var denne dagen (ÅÅÅÅ-MM-DD)")
    show.set_defaults(run=run_show)
    template = acts.add_parser("template", help="malen som følger med")
    template.add_argument("--json", action="store_true", help="som JSON")
    template.set_defaults(run=run_template)


def run_show(args) -> int:
    """Prints one household's pathway. Exit code 2 when the number or the date is no use."""
    import datetime as dt

    from samlop.config.cli.main import with_django

    with_django()
    from samlop.audit import actions as audit
    from samlop.core import clock
    from samlop.pathway.queries import overview
    from samlop.pathway.queries.graph import graph_of
    from samlop.people.models import Household

    try:
        on = dt.date.fromisoformat(args.on) if args.on else clock.today()
    except ValueError:
        return _told(f"«{args.on}» er ikke en dato. Skriv år-måned-dag, for eksempel 2026-11-21.")
    number = int(args.household) if args.household.isascii() and args.household.isdigit() else None
    household = Household.objects.filter(pk=number).first() if number is not None and number < 2**63 else None
    if household is None:
        return _told(f"Fant ingen husstand med nummer «{args.household}». Nummeret står i adressen til siden «løp».")
    audit.record(act="viste løpet på kommandolinja", by=None, at=clock.now(), household=household)
    graph = graph_of(household, on)
    lines = overview.lines_of(graph)
    groups = overview.grouped(lines, graph)
    critical = overview.critical_path(graph, lines)
    hardest = overview.hardest(graph, lines, 3)
    if args.json:
        print(json.dumps(_as_json(household, on, groups, critical, hardest), ensure_ascii=False, indent=2))
        return 0
    print(f"Løpet til husstand {household.pk}, {on:%d.%m.%Y}")
    if not lines:
        print("\nIngen steg er lagt i løpet ennå.")
        return 0
    if graph.ring:
        print("\nStegene venter i ring: " + " → ".join(lines[pk].title for pk in graph.ring))
    for group, rows in groups.items():
        if not rows:
            continue
        print(f"\n{group.value} ({len(rows)})")
        if group is overview.Group.DONE:
            print("  " + ", ".join(_name(line) for line in rows))
            continue
        for line in rows:
            print(f"  - {_name(line)}: {line.says} {line.due}")
            if line.law_on:
                print(f"      lovens siste dag {line.law_on:%d.%m.%Y}, {line.basis}")
            for held in line.overridden:
                print(f"      trenger ikke vente på {held.title}: {held.reason}")
    if critical:
        print("\nKritisk vei\n  " + " → ".join(_name(line) for line in critical))
        print(f"  Med vanlig tidsbruk ferdig {critical[-1].ends:%d.%m.%Y}.")
    if hardest:
        print(f"\nHolder igjen mest\n  {_name(hardest.line)}. Tre uker senere enn vanlig:")
        for slip in hardest.slips:
            print(f"  - {overview.slip_sentence(slip)}")
    return 0


def run_template(args) -> int:
    """Prints the template that comes with the house."""
    from samlop.config.cli.main import with_django

    with_django()
    from samlop.pathway.actions import default_data
    from samlop.pathway.words import reckoned

    data = default_data()
    if args.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    titles = {step["key"]: step["title"] for step in data["step"]}
    print(f"{data['name']}\n{data['purpose']}.")
    for step in data["step"]:
        print(f"\n{step['title']} [{step['key']}]")
        print(f"  Hvem gjør det: {step['office']}")
        print(f"  Frist: {reckoned(step.get('anchor', 'settles'), step.get('days', 0))}. {step['why']}")
        if step.get("waits"):
            print(f"  Venter på: {', '.join(titles[key] for key in step['waits'])}")
    return 0


def _name(line) -> str:
    return f"{line.title} ({line.who})" if line.who else line.title


def _as_json(household, on, groups, critical, hardest) -> dict:
    def step(line) -> dict:
        return {
            "id": line.pk, "key": line.key, "title": line.title, "person": line.person, "office": line.office,
            "state": line.state, "due": _iso(line.due_on), "law_due": _iso(line.law_on), "basis": line.basis,
            "reasons": list(line.reasons), "starts": _iso(line.starts), "ends": _iso(line.ends), "slack_days": line.slack,
            "critical": line.critical, "waits_for": [h.step for h in line.still_held], "waited_days": line.waited,
            "overridden": [{"step": h.step, "reason": h.reason} for h in line.overridden],
            "holds_back": [pk for pk, _ in line.holds],
        }  # fmt: skip

    keys = ("now", "waiting", "later", "closed")
    return {
        "household": household.pk,
        "on": on.isoformat(),
        **{key: [step(line) for line in rows] for key, rows in zip(keys, groups.values(), strict=True)},
        "critical_path": [line.pk for line in critical],
        "holds_back_most": {
            "step": hardest.line.pk,
            "weeks": hardest.weeks,
            "moves": [
                {"title": s.title, "was": _iso(s.was), "becomes": _iso(s.becomes), "breaks": _iso(s.breaks)}
                for s in hardest.slips
            ],
        }
        if hardest
        else None,
    }


def _iso(day) -> str | None:
    return day.isoformat() if day else None


def _told(words: str) -> int:
    print(words, file=sys.stderr)
    return 2
