"""The database goes away, and comes back."""

import hashlib
import hmac
import time

from tests import postgresql

from .readers import Readers
from .scene import PAGES, PAPER, expect, scene
from .site import Site, running, wait_until


@scene
def database_stopped_and_started_under_load(folder, options):
    with (
        postgresql.server() as database,
        running(folder / "data", database.url, PROXIES="1") as site,
    ):
        name = site.ask(PAPER).headers["Content-Disposition"]
        check = f"/en/check/{name.rpartition('-')[2].partition('.')[0]}/"
        with Readers(site, [*PAGES, PAPER, check, "/edition.json"], rate=options.rate) as readers:
            time.sleep(options.seconds / 2)
            database.stop("immediate")
            wait_until(
                lambda: site.ready().get("status") == "degraded", 15, "health to say degraded"
            )
            time.sleep(options.seconds / 2)
            feedback = site.get("/admin/login/", "POST", b"username=a&password=b")[0]
            database.start()
            wait_until(lambda: site.ready().get("status") == "ok", 30, "health to say ok again")
        readers.expect_none_failed()
        expect(feedback in (403, 503), f"the desk said {feedback}")
    print(
        f"  pages, search, check page, papers: {readers.told()}, none failed; the desk "
        f"meanwhile: {feedback}"
    )


@scene
def edition_file_truncated_or_forged(folder, options):
    with postgresql.server() as database:
        site = Site(folder / "data", database.url)
        site.set_up()
        site.start()
        file = folder / "data" / "edition.json"
        wait_until(file.exists, 20, "the edition file")
        site.stop()
        database.stop("immediate")
        whole = file.read_bytes()
        for name, content, status in (
            ("whole", whole, 200),
            ("empty", b"", 503),
            ("forged", whole.replace(b"neuroblastoma", b"forged-words!", 1), 503),
            ("forged, with the seal of another key", _sealed_elsewhere(whole), 503),
            ("truncated", whole[: len(whole) // 2], 503),
        ):
            file.write_bytes(content)
            site.start()
            seen, page = site.get("/en/guide/high/one-place/")
            ready = site.ask("/health/ready")
            site.stop()
            expect(seen == status, f"{name}: {seen} instead of {status}")
            expect(b"forged-words!" not in page, f"{name}: families read forged words")
            expect(
                (ready.status, b"degraded" in ready.body) == (status, status == 200),
                f"{name}: {ready}",
            )
            print(
                f"  without a database, {name} file: page {seen}, /health/ready {ready.status} "
                f"{ready.body.decode()}"
            )
        database.start()
        site.start()
        wait_until(lambda: site.ready().get("status") == "ok", 30, "health to say ok again")
        wait_until(lambda: file.read_bytes() == whole, 10, "the edition file to be whole again")
        site.stop()
    print("  with the database again: ok, and the file is as it was")


def _sealed_elsewhere(whole):
    """What somebody can write who knows the program but not SECRET_KEY."""
    text = whole.partition(b"\n")[2].replace(b"neuroblastoma", b"forged-words!", 1)
    key = hashlib.sha256(b"guide.edition.keep" + b"a key of theirs").digest()
    return hmac.new(key, text, hashlib.sha256).hexdigest().encode() + b"\n" + text
