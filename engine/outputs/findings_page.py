"""What came of the check of one report, made ready for a page: the document on one side, findings on the other.

Places have keys: ``f3.1`` is the first place of the third finding, ``e2`` a value that findings rest on, ``c1`` a cell
that may be wrong. The words in the document carry the keys, and so does what is said of them.
"""

from collections.abc import Iterable, Mapping, Sequence

from engine.evaluation.masking import mask
from engine.model.finding import Assessment, Evidence, Finding, Gone, Severity, SwitchedOff, Verdict, Waiver
from engine.model.localization import Localization
from engine.model.location import Location
from engine.model.struct import Struct, replace
from engine.outputs.certainty import read_by_hand
from engine.outputs.corrections import said
from engine.outputs.document_pane import Pane, pane
from engine.outputs.format import Checked
from engine.outputs.identities import said as written_out
from engine.outputs.parts import Parts
from engine.outputs.words import NOTE, VERDICT, Language, cite, where

SUSPECT = "suspect"
"""How a cell that may be wrong is marked; the other marks are the names of severities."""

_UNTIL: Mapping[Language, str] = {"zh": "{reason}（{by}，至 {until}）", "en": "{reason} ({by}, until {until})"}


class ShownPlace(Struct, frozen=True):
    """A place in words, the words that stand there, and its key, empty when the document does not show it."""

    words: str
    quote: str
    key: str


class ShownEvidence(Struct, frozen=True):
    """A value that a finding rests on, and where it was read; one of another report names its file."""

    name: str
    value: str
    place: ShownPlace


class Card(Struct, frozen=True):
    """A finding as the page shows it.

    ``keys`` are those of its places, ``others`` those of the values that it rests on and of cells that may be wrong.
    ``rows`` are what else there is to say, each under the name of a word of the page.
    """

    id: str
    finding: Finding
    verdict: str
    places: tuple[ShownPlace, ...]
    keys: tuple[str, ...]
    others: tuple[str, ...]
    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    evidence: tuple[ShownEvidence, ...]


class Suspicion(Struct, frozen=True):
    """Which cells may be wrong: the lines that say so, and the keys of the cells."""

    id: str
    lines: tuple[str, ...]
    keys: tuple[str, ...]
    places: tuple[ShownPlace, ...]


class Head(Struct, frozen=True):
    """What a report is called, its file, and how many findings it has."""

    title: str
    source: str
    counts: Mapping[Severity, int]


class Page(Struct, frozen=True):
    """One report. ``document`` is ``None`` where nothing was read: for a finding about the run, say."""

    head: Head
    rulesets: str
    verdicts: tuple[tuple[str, int], ...]
    document: Pane | None
    suspicions: tuple[Suspicion, ...]
    groups: tuple[tuple[Severity, tuple[Card, ...]], ...]
    rules: tuple[tuple[str, str, int], ...]
    parts: tuple[tuple[str, str, int], ...]
    waived: tuple[Card, ...]
    known: tuple[Card, ...]
    gone: tuple[Gone, ...]
    off: tuple[SwitchedOff, ...]
    marked: Mapping[str, str]
    labels: Mapping[str, str]

    def tone(self, keys: Sequence[str]) -> str:
        """The classes of what these marks cover: the worst severity of their findings, and whether it is suspect."""
        tones = {self.marked[key] for key in keys if key in self.marked}
        worst = next((severity.value for severity in Severity if severity.value in tones), "")
        return f"{worst} {SUSPECT if SUSPECT in tones else ''}".strip()


def head(assessment: Assessment) -> Head:
    """What stands over the page of a report, and in the list of all."""
    names = [mask(assessment.organ or ""), str(assessment.year or "")]
    counts = {severity: sum(one.severity is severity for one in assessment.findings) for severity in Severity}
    return Head(" ".join(name for name in names if name) or assessment.source, assessment.source, counts)


def page(checked: Checked, language: Language) -> Page:
    """Everything that the page of a report shows."""
    assessment, facts = checked.assessment, checked.facts
    places = _Places(assessment)
    document = facts.document if facts is not None and facts.document.blocks else None
    shown = None if document is None else pane(document, places.marks, language)
    parts = None if facts is None else Parts(facts)
    writer = _Writer(places, shown, parts, assessment.localizations, language)
    cards = [writer.card(key, finding) for key, finding in places.findings]
    live, rest = cards[: len(assessment.findings)], cards[len(assessment.findings) :]
    names = {} if parts is None else parts.names(language)
    marked = {key: card.finding.severity.value for card in live for key in card.keys}
    return Page(
        head=head(assessment),
        rulesets="；".join(f"{one.title or one.id} {one.version}".strip() for one in assessment.rulesets),
        verdicts=tuple((VERDICT[language][verdict], assessment.count(verdict)) for verdict in Verdict),
        document=shown,
        suspicions=tuple(writer.suspicion(number, one) for number, one in enumerate(assessment.localizations, 1)),
        groups=tuple(
            (severity, found)
            for severity in Severity
            if (found := tuple(card for card in live if card.finding.severity is severity))
        ),
        rules=_rules(live),
        parts=tuple((part, name, number) for part, name in names.items() if (number := _concerned(live, part))),
        waived=tuple(writer.waived(card, waived.waiver) for card, waived in zip(rest, assessment.waived, strict=False)),
        known=tuple(rest[len(assessment.waived) :]),
        gone=assessment.gone,
        off=assessment.off,
        marked=marked | dict.fromkeys(writer.shown(places.changes.values()), SUSPECT),
        labels={card.keys[0]: card.id.removeprefix("f") for card in live if card.keys},
    )


def _rules(cards: Sequence[Card]) -> tuple[tuple[str, str, int], ...]:
    """The rules that found something, with their titles and how often."""
    found = {card.finding.rule: card.finding.title for card in cards}
    return tuple((rule, found[rule], sum(card.finding.rule == rule for card in cards)) for rule in sorted(found))


def _concerned(cards: Sequence[Card], part: str) -> int:
    return sum(part in card.parts for card in cards)


class _Places:
    """The keys of all places that are spoken of."""

    def __init__(self, assessment: Assessment) -> None:
        found = [*assessment.findings, *(one.finding for one in assessment.waived), *assessment.known]
        self.findings = [(f"f{number}", finding) for number, finding in enumerate(found, 1)]
        self.evidence = _numbered(
            "e",
            (
                one.location
                for finding in found
                for one in finding.evidence
                if one.location is not None and one.source is None
            ),
        )
        self.changes = _numbered(
            "c",
            (
                change.location
                for one in assessment.localizations
                for changes in one.corrections
                for change in changes
                if change.location is not None
            ),
        )

    @property
    def marks(self) -> dict[str, Location]:
        own = {
            f"{key}.{number}": place.location
            for key, finding in self.findings
            for number, place in enumerate(finding.locations, 1)
        }
        return own | {key: location for keys in (self.evidence, self.changes) for location, key in keys.items()}


class _Writer:
    """Puts findings into words; a place is linked where the document that is shown has it."""

    def __init__(
        self,
        places: _Places,
        document: Pane | None,
        parts: Parts | None,
        localizations: Sequence[Localization],
        language: Language,
    ) -> None:
        self._places = places
        self._in_document = frozenset() if document is None else document.keys
        self._parts = parts
        self._localizations = localizations
        self._language = language

    def shown(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Those of the keys that have a mark in the document."""
        return tuple(dict.fromkeys(key for key in keys if key in self._in_document))

    def card(self, key: str, finding: Finding) -> Card:
        language = self._language
        places = tuple(
            self._place(place.location, f"{key}.{number}", place.quote)
            for number, place in enumerate(finding.locations, 1)
        )
        return Card(
            id=key,
            finding=finding,
            verdict=VERDICT[language][finding.outcome] if finding.outcome is Verdict.UNDETERMINED else "",
            places=places,
            keys=self.shown(place.key for place in places),
            others=self.shown(self._others(finding)),
            parts=self._parts_of(finding),
            rows=tuple((name, lines) for name, lines in self._rows(finding) if lines),
            evidence=tuple(self._evidence(one) for one in finding.evidence),
        )

    def waived(self, card: Card, waiver: Waiver) -> Card:
        """The card of a finding that somebody answers for, with who does, why, and until when."""
        why = _UNTIL[self._language].format(reason=waiver.reason, by=waiver.by, until=waiver.until.isoformat())
        return replace(card, rows=(("waiver", (why,)), *card.rows))

    def suspicion(self, number: int, localization: Localization) -> Suspicion:
        found = {
            change.location: change.name
            for changes in localization.corrections
            for change in changes
            if change.location is not None
        }
        places = tuple(self._place(location, self._places.changes[location], name) for location, name in found.items())
        keys = self.shown(place.key for place in places)
        return Suspicion(f"s{number}", said(localization, self._language), keys, places)

    def _rows(self, finding: Finding) -> Sequence[tuple[str, tuple[str, ...]]]:
        return (
            ("identity", () if finding.identity is None else (written_out(finding.identity, self._language),)),
            ("note", (NOTE[self._language],) if finding.note else ()),
            ("compared", tuple(self._compared(one) for one in finding.evidence if one.source is not None)),
            ("by hand", tuple(read_by_hand(finding, self._language))),
            ("basis", tuple(cite(one, self._language) for one in finding.basis)),
            ("suggestion", (finding.suggestion,) if finding.suggestion else ()),
        )

    def _compared(self, evidence: Evidence) -> str:
        """What was read in another report, in which file, and where."""
        one = self._evidence(evidence)
        brackets = "（{}）" if self._language == "zh" else " ({})"
        return f"{one.name} = {one.value}{brackets.format(f'{evidence.source} {one.place.words}'.rstrip())}"

    def _evidence(self, evidence: Evidence) -> ShownEvidence:
        location = evidence.location
        key = "" if location is None or evidence.source is not None else self._places.evidence[location]
        place = ShownPlace("", "", "") if location is None else self._place(location, key, None)
        return ShownEvidence(evidence.name, "—" if evidence.value is None else evidence.value, place)

    def _others(self, finding: Finding) -> Iterable[str]:
        """The values that a finding rests on beside its places, and the cells that may be the reason for it."""
        own = {place.location for place in finding.locations}
        for one in finding.evidence:
            if one.location is not None and one.source is None and one.location not in own:
                yield self._places.evidence[one.location]
        for localization in self._localizations:
            if finding.rule in localization.rules:
                for changes in localization.corrections:
                    yield from (self._places.changes[one.location] for one in changes if one.location is not None)

    def _parts_of(self, finding: Finding) -> tuple[str, ...]:
        if self._parts is None:
            return ()
        found = (self._parts.of(place.location) for place in finding.locations)
        return tuple(dict.fromkeys(part for part in found if part is not None))

    def _place(self, location: Location, key: str, quote: str | None) -> ShownPlace:
        return ShownPlace(where(location, self._language), quote or "", key if key in self._in_document else "")


def _numbered(letter: str, locations: Iterable[Location]) -> dict[Location, str]:
    return {location: f"{letter}{number}" for number, location in enumerate(dict.fromkeys(locations), 1)}
