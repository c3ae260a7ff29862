"""Guide: one edition in one language, as frozen objects. Nothing here touches a database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.utils.safestring import SafeString

FORMAT = 1
# Phone numbers and addresses change: after a year a check says little.
CHECK_GROWS_OLD = timedelta(days=365)
# Of a resource: shown only to whoever chose the kind.
KINDS_TO_CHOOSE = frozenset({"end-of-life", "bereavement"})
Html = SafeString


@dataclass(frozen=True)
class Review:
    """A named person's approval of one entry."""

    by: str
    on: date


@dataclass(frozen=True)
class Entry:
    """What every published entry has. `reviewed` is None for text that no named person approved.

    A field with a default came later: editions from before there was the field leave it out.
    """

    code: str
    order: int
    reviewed: Review | None


@dataclass(frozen=True)
class Source(Entry):
    title: str
    publisher: str
    language: str
    address: str
    taken: date | None
    seen: str
    french_title: str = ""
    french_publisher: str = ""
    french_address: str = ""

    def as_read_in(self, language: str) -> "Source":
        """This source as readers of a language find it: its French page, where it has one."""
        if language != "fr":
            return self
        return replace(
            self,
            title=self.french_title or self.title,
            publisher=self.french_publisher or self.publisher,
            address=self.french_address or self.address,
            language="fr" if self.french_title else self.language,
        )


@dataclass(frozen=True)
class Choice(Entry):
    question: str
    label: str
    short: str
    hint: str
    unsure: bool
    drawing: str = ""


@dataclass(frozen=True)
class Question(Entry):
    title: str
    short: str
    why: Html
    choices: tuple[Choice, ...]
    record_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Treatment(Entry):
    """`group` is main or also; `drawing` is what its drawing shows.

    An empty text means: our sources do not say.
    """

    group: str
    icon: str
    name: str
    also_called: str
    summary: str
    what: Html
    expect: Html
    side_effects: Html
    call: Html
    sources: tuple[Source, ...]
    drawing: str = ""
    said: tuple[str, ...] = ()
    record_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class TreatmentUse:
    """A treatment as a section names it; `part` is main, may, some or trial; `source` where one
    alone names it. others: further sources that give it the same part, each for a section of its
    own; empty as long as only one section is looked at.
    """

    treatment: Treatment
    part: str
    source: Source | None
    others: tuple[Source, ...] = ()

    @property
    def named_by(self) -> tuple[Source, ...]:
        """The sources that name it, where it is not named by the page that the guide starts from
        and others alike; each publisher once.
        """
        if self.source is None:
            return ()
        by_publisher = {source.publisher: source for source in (self.source, *self.others)}
        return tuple(by_publisher.values())


@dataclass(frozen=True)
class Section(Entry):
    """`kind` is options, gap, about, outlook, urgent, humanity, next or comfort; `choices` are the
    codes it is ticked for; `tier` of an urgent one is emergency, team or nobody-answers.
    """

    kind: str
    title: str
    key_points: Html
    body: Html
    choices: frozenset[str]
    treatments: tuple[TreatmentUse, ...]
    sources: tuple[Source, ...]
    tier: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Prompt(Entry):
    text: str
    sections: frozenset[str]
    treatments: frozenset[str]

    @property
    def is_general(self) -> bool:
        return not (self.sections or self.treatments)


@dataclass(frozen=True)
class Resource(Entry):
    """`regions` are the codes of provinces and territories; empty means all of Canada.

    not_found: it is no service, but a note that there is none of its kind, and whom to ask.
    """

    kind: str
    name: str
    offers: str
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    phone: str
    text_line: str
    email: str
    address: str
    how_to: str
    confidence: str
    checked_on: date | None
    checked_by: str
    sources: tuple[Source, ...]
    seen_on: str = ""
    funded_until: date | None = None
    said: tuple[str, ...] = ()
    hours: str = ""
    record_codes: tuple[str, ...] = ()
    not_found: bool = False

    @property
    def is_shown_only_where_chosen(self) -> bool:
        """Nobody meets help for the end of life, or after it, without having asked for it."""
        return self.kind in KINDS_TO_CHOOSE

    def serves(self, region: str) -> bool:
        return not self.regions or region in self.regions

    def was_checked_long_before(self, day: date) -> bool:
        """Whether the last check lies more than CHECK_GROWS_OLD before this day; False where there
        was none.
        """
        return self.checked_on is not None and day - self.checked_on > CHECK_GROWS_OLD


@dataclass(frozen=True)
class Term(Entry):
    name: str
    forms: tuple[str, ...]
    definition: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ward(Entry):
    """`print_language` is en, fr, both or empty; `logo` as `lib.logo` keeps it."""

    name: str
    hospital: str
    hours: str
    day_phone: str
    night_phone: str
    fever_line: str
    interpreter_line: str
    fever_temperature: str = ""
    print_language: str = ""
    large_print: bool = False
    nurse_copy: bool = False
    region: str = ""
    logo: str = ""


@dataclass(frozen=True)
class Organisation(Entry):
    filled_in: bool
    name: str
    helpline: str
    helpline_hours: str
    who_writes: Html
    who_reviews: Html
    funding: Html
    update_policy: Html
    contact: str


@dataclass(frozen=True, eq=False)
class Guide:
    """An edition in one language. Mappings are by code, in the editors' order.

    A Guide equals only itself, so that what is worked out from it can be kept for as long as it
    lives.

    resources: services alone. not_found: the notes on services that a place does not have.
    """

    number: int
    digest: str
    published: date
    note: str
    language: str
    organisation: Organisation
    questions: Mapping[str, Question] = field(repr=False)
    choices: Mapping[str, Choice] = field(repr=False)
    sections: Mapping[str, Section] = field(repr=False)
    treatments: Mapping[str, Treatment] = field(repr=False)
    prompts: Mapping[str, Prompt] = field(repr=False)
    resources: Mapping[str, Resource] = field(repr=False)
    terms: Mapping[str, Term] = field(repr=False)
    sources: Mapping[str, Source] = field(repr=False)
    wards: Mapping[str, Ward] = field(repr=False)
    is_draft: bool = False
    not_found: Mapping[str, Resource] = field(default_factory=dict, repr=False)
