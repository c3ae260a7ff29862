"""What staff edit (the working copy), and the editions that families read."""

from guide.lib.canonical_json import content_digest

from .account import FirstPassword, Handover, SignInFailures
from .edition import Edition, NumberFloor
from .entry import Entry
from .feedback import Feedback
from .history import EntryVersion, Visit
from .job import JobRun
from .language import BrowserLanguage, DeskLanguage
from .link import LinkCheck
from .mail import MailChoice, Notice
from .questionnaire import Choice, Question, Section, TreatmentUse
from .reference import Organisation, Source, Term
from .review import Remark
from .schedule import PlannedPublication
from .service_check import ServiceCheck
from .signature import LinkSignature
from .source_reading import SourceReading
from .support import Resource, Ward
from .treatment import Prompt, Treatment

# Every kind of entry, each after the kinds that it links to: the order of loading.
ENTRY_MODELS: tuple[type[Entry], ...] = (
    Source,
    Organisation,
    Question,
    Choice,
    Treatment,
    Section,
    Prompt,
    Resource,
    Term,
    Ward,
)
BY_KIND: dict[str, type[Entry]] = {model.kind_name(): model for model in ENTRY_MODELS}

__all__ = [
    "BY_KIND",
    "ENTRY_MODELS",
    "BrowserLanguage",
    "Choice",
    "DeskLanguage",
    "Edition",
    "Entry",
    "EntryVersion",
    "Feedback",
    "FirstPassword",
    "Handover",
    "JobRun",
    "LinkCheck",
    "LinkSignature",
    "MailChoice",
    "Notice",
    "NumberFloor",
    "Organisation",
    "PlannedPublication",
    "Prompt",
    "Question",
    "Remark",
    "Resource",
    "Section",
    "ServiceCheck",
    "SignInFailures",
    "Source",
    "SourceReading",
    "Term",
    "Treatment",
    "TreatmentUse",
    "Visit",
    "Ward",
    "content_digest",
]
