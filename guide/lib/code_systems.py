"""Codes as record systems write them: `ICD-10-CA C00.1`, `SNOMED CT 1000000`.

Names and addresses are those of HL7's own terminology (terminology.hl7.org).
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class CodeSystem:
    """`name` is how staff write it; `oid` and `url` are how programs do; `form` is how its codes
    look.
    """

    name: str
    oid: str
    url: str
    form: re.Pattern[str]


ICD_10 = re.compile(r"[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?")
CODE_SYSTEMS = (
    CodeSystem("ICD-10-CA", "2.16.840.1.113883.6.94", "http://hl7.org/fhir/sid/icd-10-ca", ICD_10),
    CodeSystem("ICD-10-CM", "2.16.840.1.113883.6.90", "http://hl7.org/fhir/sid/icd-10-cm", ICD_10),
    CodeSystem(
        "SNOMED CT",
        "2.16.840.1.113883.6.96",
        "http://snomed.info/sct",
        re.compile(r"[1-9]\d{5,17}"),
    ),
)
NAMES = tuple(system.name for system in CODE_SYSTEMS)
LONGEST = 100


class NotACode(ValueError):
    """What was written names no code that is known here; the text is what was written."""


def read_line(line: str) -> str:
    """`icd-10-ca c001` → `ICD-10-CA C00.1`, the one way in which this code is written.

    Raises NotACode.
    """
    for system in CODE_SYSTEMS:
        name = line[: len(system.name)]
        code = line[len(system.name) :]
        if name.upper() == system.name and code.startswith(" "):
            return _in_system(system, code)
    raise NotACode(line)


def read_asked(system: str, code: str) -> str:
    """The same for what a program asks, which names the system by its OID or its address.

    Raises NotACode.
    """
    name = system.strip().removeprefix("urn:oid:")
    for known in CODE_SYSTEMS:
        if name in (known.oid, known.url):
            return _in_system(known, code)
    raise NotACode(system)


def split(line: str) -> tuple[CodeSystem, str]:
    """The two halves of a line in its one form."""
    for system in CODE_SYSTEMS:
        if line.startswith(f"{system.name} "):
            return system, line.removeprefix(f"{system.name} ")
    raise NotACode(line)


def _in_system(system: CodeSystem, code: str) -> str:
    if len(code) > LONGEST:
        raise NotACode(code[:LONGEST])
    plain = code.strip().upper()
    # Some systems send an ICD code without its point.
    if system.form is ICD_10 and "." not in plain and len(plain) > 3:
        plain = f"{plain[:3]}.{plain[3:]}"
    if not system.form.fullmatch(plain):
        raise NotACode(code)
    return f"{system.name} {plain}"
