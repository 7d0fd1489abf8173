"""The offline composer of letters: joins the CV's own words by rule, and can say nothing that the CV does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jobhelper.drafting.assemble import assemble
from jobhelper.drafting.first_person import as_degree, as_place, as_role, as_thing, deed, split_thing
from jobhelper.drafting.frame import frame, spoken_title
from jobhelper.drafting.owned import owned_sentence
from jobhelper.drafting.phrases import Phrases, fill_first, load_phrases
from jobhelper.models import (
    CV,
    Author,
    Coverage,
    CoverageStatus,
    Draft,
    DraftPlan,
    Entry,
    Fact,
    FactKind,
    Letter,
    Posting,
    SectionKind,
    Sentence,
    SlotPlan,
    SlotText,
    Writer,
)

PROVIDER = "offline composer"
_FEWEST_OF_THING = 4
"""Words of a bullet below which it is a label (`Merit`, `24 residents`) and says nothing in a letter."""
_LONGEST_DEED = 40
"""Words of a bullet beyond which a letter's sentence built on it is too long to read."""


def compose_letter(
    plan: DraftPlan,
    cv: CV,
    posting: Posting,
    coverage: Sequence[Coverage],
    *,
    today: date | None = None,
    template: str = "plain",
    home: Path | None = None,
) -> Draft:
    """A letter for one posting from the CV's own sentences.

    Slots that are the user's stay empty and are named in `missing`. A keyword of the posting stands in the letter only
    where the CV shows it. The same input gives the same letter.
    """
    phrases = load_phrases(template, home)
    slots = tuple(SlotText(slot.slot, _sentences(slot, cv, posting, coverage, phrases)) for slot in plan.slots)
    return letter_draft(frame(cv, posting, slots, phrases, today), plan, PROVIDER)


def letter_draft(letter: Letter, plan: DraftPlan, provider: str) -> Draft:
    """The draft of a finished `letter`; empty slots are named in `missing`."""
    text, spans = assemble(letter)
    empty = {slot.slot for slot in letter.slots if not slot.sentences}
    missing = tuple(slot for slot in plan.slots if slot.slot in empty)
    return Draft(plan.document, text, spans, letter, provider, missing=missing, slots=plan.slots)


def _sentences(
    slot: SlotPlan, cv: CV, posting: Posting, coverage: Sequence[Coverage], phrases: Phrases
) -> tuple[Sentence, ...]:
    if slot.writer is Writer.HUMAN:
        return ()
    if slot.slot == "opening":
        return _opening(slot, cv, posting, phrases)
    if slot.slot == "motivation":
        return _motivation(coverage, phrases)
    if slot.slot == "closing":
        return tuple(Sentence(line, Author.TEMPLATE) for line in phrases.choices("closing", "lines"))
    return _evidence(slot, cv, phrases)


def _opening(slot: SlotPlan, cv: CV, posting: Posting, phrases: Phrases) -> tuple[Sentence, ...]:
    line = phrases.fullest("opening", "lines", {"title": spoken_title(posting.title), "company": posting.company})
    sentences = [Sentence(line, Author.TEMPLATE)] if line else []
    fact = cv.fact(slot.facts[0]) if slot.facts else None
    entry = cv.entry(fact.entry_id) if fact is not None else None
    if fact is not None and entry is not None:
        key = "degree_current" if _goes_on(entry) else "degree"
        known = _entry_words(entry)
        studied = phrases.fullest("opening", key, known)
        if studied:
            sentences.append(owned_sentence(studied, Author.COMPOSER, (fact.id,), _sources(known)))
    return tuple(sentences)


def _motivation(coverage: Sequence[Coverage], phrases: Phrases) -> tuple[Sentence, ...]:
    shown = [c for c in coverage if c.status is CoverageStatus.SHOWN and c.evidence]
    shown.sort(key=lambda c: not c.keyword.required)
    words: list[str] = []
    for item in shown:
        # The CV's spelling of the keyword: the composer has no words of its own for what a person did.
        word = " ".join(item.evidence[0].text.split())
        if len(word.split()) <= 5 and word.casefold() not in {w.casefold() for w in words}:
            words.append(word)
    names = dict(zip(("first", "second", "third"), words, strict=False))
    key = {0: "none", 1: "one", 2: "two"}.get(len(names), "three")
    return (owned_sentence(phrases.words("motivation", key).format_map(names), Author.COMPOSER, (), words[:3]),)


def _evidence(slot: SlotPlan, cv: CV, phrases: Phrases) -> tuple[Sentence, ...]:
    facts = [fact for fact_id in slot.facts if (fact := cv.fact(fact_id)) is not None]
    entry = next((e for fact in facts if (e := cv.entry(fact.entry_id)) is not None), None)
    if entry is None:
        return ()
    bullets = [fact for fact in facts if fact.kind is FactKind.BULLET]
    heading = [fact for fact in facts if fact.kind is FactKind.ENTRY]
    # What kind of thing it was comes first, then deeds, which make sentences, then things that only stand beside them.
    bullets.sort(key=lambda fact: (_form(fact, phrases) is None, _deed(fact, entry) is None))
    sentences = _first_sentences(entry, heading, bullets, phrases)
    used = {fact for sentence in sentences for fact in sentence.facts}
    room = slot.max_words - sum(len(s.text.split()) for s in sentences)
    left = [fact for fact in bullets if fact.id not in used]
    deeds = [fact for fact in left if _deed(fact, entry) is not None]
    # One thing beside the deeds is enough; a list of things is what the CV itself is for.
    things = [fact for fact in left if fact not in deeds and len(fact.text.split()) >= _FEWEST_OF_THING]
    for number, fact in enumerate([*deeds, *things[:1]]):
        more = _further(fact, entry, number, phrases)
        room -= sum(len(sentence.text.split()) for sentence in more)
        if room < 0:
            break
        sentences.extend(more)
    return tuple(sentences)


def _first_sentences(entry: Entry, heading: list[Fact], bullets: list[Fact], phrases: Phrases) -> list[Sentence]:
    """Says where, and the first bullet: in one sentence if it is a deed, in two if it is a thing."""
    known = _entry_words(entry)
    ids = [fact.id for fact in heading]
    studying = entry.section is SectionKind.EDUCATION
    if bullets and (done := _deed(bullets[0], entry)) is not None:
        lead = {**known, "rest": phrases.words("evidence", "first").format(rest=done)}
        text = phrases.fullest("evidence", "studying" if studying else "as_title", lead) + "."
        sources = [*_sources(known), bullets[0].text]
        return [owned_sentence(text, Author.COMPOSER, [*ids, bullets[0].id], sources)]
    sentences = []
    where = "" if studying else phrases.fullest("evidence", "am" if _goes_on(entry) else "was", known)
    if where:
        sentences.append(owned_sentence(where, Author.COMPOSER, ids, _sources(known)))
    for fact in bullets[:1]:
        listed = phrases.choices("evidence", "listed_studies") if studying else [phrases.words("evidence", "listed")]
        sentences.extend(_thing(fact, entry, listed, phrases))
    return sentences


def _further(fact: Fact, entry: Entry, number: int, phrases: Phrases) -> list[Sentence]:
    done = _deed(fact, entry)
    if done is None:
        return _thing(fact, entry, [phrases.words("evidence", "listed_further")], phrases)
    choices = phrases.choices("evidence", "further")
    text = choices[(number + 1) % len(choices)].format(rest=done) + "."
    return [owned_sentence(text, Author.COMPOSER, (fact.id,), (fact.text,))]


def _thing(fact: Fact, entry: Entry, listed: Sequence[str], phrases: Phrases) -> list[Sentence]:
    """What a bullet that is a thing becomes: a sentence of its form, or its words in quotation marks, then its deed."""
    form = _form(fact, phrases)
    if form is not None:
        return [owned_sentence(form.format(text=as_thing(fact.text)), Author.COMPOSER, (fact.id,), (fact.text,))]
    thing, done = split_thing(fact.text, _goes_on(entry))
    inner = thing.replace("“", "‘").replace("”", "’")
    texts = [fill_first(listed, {**_entry_words(entry), "text": inner})]
    if done is not None:
        texts.append(phrases.words("evidence", "deed_of_thing").format(rest=done))
    return [owned_sentence(text, Author.COMPOSER, (fact.id,), (fact.text,)) for text in texts]


def _form(fact: Fact, phrases: Phrases) -> str | None:
    return next((form for pattern, form in phrases.noun_forms() if re.match(pattern, fact.text)), None)


def _deed(fact: Fact, entry: Entry) -> str | None:
    if len(fact.text.split()) > _LONGEST_DEED:
        return None
    return deed(fact.text, _goes_on(entry))


def _goes_on(entry: Entry) -> bool:
    return entry.dates is not None and entry.dates.current


def _entry_words(entry: Entry) -> dict[str, str]:
    quotes = {"title": entry.title, "organisation": entry.organisation, "degree": entry.degree or entry.title}
    known = {key: " ".join(quote.text.split()) for key, quote in quotes.items() if quote is not None}
    if "organisation" in known:
        known["organisation"] = as_place(known["organisation"])
    if "degree" in known:
        known["degree"] = as_degree(known["degree"])
    if "title" in known:
        known["role"] = as_role(known["title"])
    if entry.dates is not None and entry.dates.text:
        known["dates"] = " ".join(entry.dates.text.split())
    return known


def _sources(known: dict[str, str]) -> list[str]:
    return list(known.values())
