"""CV to JSON Resume, the open schema that other CV tools read."""

from __future__ import annotations

from typing import Any

from jobhelper.models import CV, ActivityKind, DateRange, Entry, Quote, SectionKind, Skill

_UNPAID = {ActivityKind.VOLUNTEERING, ActivityKind.SOCIETY}
_PLAIN = {
    SectionKind.EDUCATION,
    SectionKind.AWARDS,
    SectionKind.CERTIFICATES,
    SectionKind.PUBLICATIONS,
    SectionKind.PROJECTS,
}


def to_json_resume(cv: CV) -> dict[str, Any]:
    """The CV as JSON Resume.

    Paid work stands under `work`, volunteering, societies and leadership under `volunteer`, projects under `projects`;
    dates are `YYYY-MM` or `YYYY`, `endDate` is left out for what goes on, each bullet is one entry of `highlights`.
    What the CV does not say is left out, not guessed.
    """
    groups: dict[str, list[dict[str, Any]]] = {"work": [], "volunteer": [], "projects": []}
    for entry in cv.entries:
        if (place := _place(entry)) is not None:
            groups[place].append(_activity(entry, place))
    result: dict[str, Any] = {"basics": _basics(cv), **groups}
    result["education"] = [_education(e) for e in cv.entries if e.section is SectionKind.EDUCATION]
    result["awards"] = [_named(e, "title", "date") for e in cv.entries if e.section is SectionKind.AWARDS]
    result["certificates"] = [_named(e, "name", "date") for e in cv.entries if e.section is SectionKind.CERTIFICATES]
    result["publications"] = [
        _named(e, "name", "releaseDate") for e in cv.entries if e.section is SectionKind.PUBLICATIONS
    ]
    result["skills"] = _skills(cv)
    result["languages"] = [_language(skill) for skill in cv.skills if skill.language]
    result["interests"] = [{"name": text} for text in _section_lines(cv, SectionKind.INTERESTS)]
    result["references"] = [{"reference": text} for text in _section_lines(cv, SectionKind.REFERENCES)]
    return {key: value for key, value in result.items() if value}


def _place(entry: Entry) -> str | None:
    if entry.section is SectionKind.PROJECTS:
        return "projects"
    if entry.kind in _UNPAID and entry.section not in {SectionKind.EDUCATION, SectionKind.AWARDS}:
        return "volunteer"
    if entry.section in _PLAIN:
        return None
    if entry.section is SectionKind.VOLUNTEER:
        return "volunteer"
    return "work" if entry.section is SectionKind.WORK or entry.kind is not ActivityKind.UNKNOWN else None


def _line(quote: Quote | None) -> str | None:
    return " ".join(quote.text.split()) if quote else None


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def month(dates: DateRange | None, *, end: bool = False) -> str | None:
    """One end of a range as JSON Resume writes it: `YYYY-MM` or `YYYY`; None for what is not said or goes on."""
    when = None if dates is None else dates.end if end else dates.start
    return when.iso()[:7] if when else None


def _basics(cv: CV) -> dict[str, Any]:
    contact = cv.contact
    summary = " ".join(_section_lines(cv, SectionKind.PROFILE))
    return _filled(
        {
            "name": _line(contact.name),
            "email": _line(contact.email),
            "phone": _line(contact.phones[0]) if contact.phones else None,
            "url": _line(contact.links[0]) if contact.links else None,
            "summary": summary,
            "location": _filled({"address": _line(contact.address), "city": _line(contact.location)}),
        }
    )


def _dates(dates: DateRange | None) -> dict[str, Any]:
    return _filled({"startDate": month(dates), "endDate": month(dates, end=True)})


def _study_dates(dates: DateRange | None) -> dict[str, Any]:
    """A lone date of a degree is when it was awarded."""
    found = _dates(dates)
    if dates is not None and dates.start == dates.end:
        found.pop("startDate", None)
    return found


def _activity(entry: Entry, place: str) -> dict[str, Any]:
    title, organisation = _line(entry.title), _line(entry.organisation)
    names = {
        "work": {"name": organisation, "position": title, "location": _line(entry.location)},
        "volunteer": {"organization": organisation, "position": title},
        "projects": {"name": title or organisation, "entity": organisation if title else None},
    }[place]
    return _filled({**names, **_dates(entry.dates), "highlights": [bullet.line for bullet in entry.bullets]})


def _education(entry: Entry) -> dict[str, Any]:
    return _filled(
        {
            "institution": _line(entry.organisation),
            "studyType": _line(entry.degree or entry.title),
            "score": _line(entry.grade),
            **_study_dates(entry.dates),
            "courses": [bullet.line for bullet in entry.bullets],
        }
    )


def _named(entry: Entry, name: str, when: str) -> dict[str, Any]:
    shown = _line(entry.title) or entry.heading or (entry.bullets[0].line if entry.bullets else "")
    return _filled({name: shown, when: month(entry.dates), "issuer": _line(entry.organisation)})


def _skills(cv: CV) -> list[dict[str, Any]]:
    """Skills of one group as one item with keywords, others each on its own."""
    items: list[dict[str, Any]] = []
    groups: dict[str, dict[str, Any]] = {}
    for skill in cv.skills:
        if skill.language:
            continue
        name = " ".join(skill.name.split())
        if skill.group is None or skill.group == skill.level:
            items.append(_filled({"name": name, "level": skill.level}))
        elif skill.group in groups:
            groups[skill.group]["keywords"].append(name)
        else:
            groups[skill.group] = {"name": skill.group, "keywords": [name]}
            items.append(groups[skill.group])
    return items


def _language(skill: Skill) -> dict[str, Any]:
    return _filled({"language": " ".join(skill.name.split()), "fluency": skill.level})


def _section_lines(cv: CV, kind: SectionKind) -> list[str]:
    return [fact.line for fact in cv.facts if fact.id.startswith(f"{kind.value}.l")]
