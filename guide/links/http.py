"""Asks other sites whether a link works: politely and within bounds.

Where a link may lead is for `public_network` to say.
"""

import asyncio
import socket
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import httpx

from .public_network import Allowed, LookUp, NotPublic, PublicOnly, is_public, look_up

AT_ONCE = 6
SECONDS_A_LINK = 20
SECONDS_BETWEEN = 1.0
MOST_REDIRECTS = 5
HEADERS = {
    "User-Agent": "NeuroblastomaGuide-LinkCheck/1.0 (checks the links of a guide for families)",
    "Accept": "*/*",
}
# What a site says to programs that it does not want, or that ask too often: a person may still be
# welcome.
TOO_OFTEN = 429
NOT_FOR_PROGRAMS = {401, 403, 406, 418, TOO_OFTEN, 451, 999}
MOVED_FOR_GOOD = (301, 308)


@dataclass(frozen=True)
class Answer:
    """What came of one address.

    status: the HTTP status, None where no answer came. problem: what is wrong, as
    `guide.models.link_problem` keeps it. moved_to: where the
    link leads now, if the site says that it has moved for good.
    """

    status: int | None
    problem: str = ""
    moved_to: str = ""

    @property
    def outcome(self) -> str:
        """fine, unsure or failing: a LinkCheck.Outcome."""
        if self.status is not None and self.status < 400:
            return "fine"
        return "unsure" if self.status in NOT_FOR_PROGRAMS else "failing"


def visit_all(
    addresses: Iterable[str],
    *,
    seconds: float = 600,
    pause: float = SECONDS_BETWEEN,
    allowed: Allowed = is_public,
    resolve: LookUp = look_up,
) -> dict[str, Answer]:
    """{address: Answer} of those that were reached in time.

    seconds: for all of them together; one link has SECONDS_A_LINK at most. pause: seconds between
    two links of one host, which are asked one at a time. At most AT_ONCE hosts are asked at once,
    and no page is read.
    """
    return asyncio.run(_visit_all(addresses, seconds, pause, PublicOnly(allowed, resolve)))


async def _visit_all(
    addresses: Iterable[str], seconds: float, pause: float, transport: PublicOnly
) -> dict[str, Answer]:
    answers: dict[str, Answer] = {}
    places = asyncio.Semaphore(AT_ONCE)

    async def visit_host(addresses: list[str]) -> None:
        for number, address in enumerate(addresses):
            await asyncio.sleep(pause if number else 0)
            async with places:
                answers[address] = await _visit(client, address)

    async with _client(transport) as client:
        by_host = _by_host(addresses)
        tasks = [asyncio.create_task(visit_host(of_host)) for of_host in by_host.values()]
        await _finish(tasks, seconds)
    return answers


def _client(transport: PublicOnly) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        transport=transport,
        headers=HEADERS,
        follow_redirects=True,
        max_redirects=MOST_REDIRECTS,
        timeout=SECONDS_A_LINK / 2,
        trust_env=False,
    )


def _by_host(addresses: Iterable[str]) -> dict[str, list[str]]:
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in sorted(addresses):
        by_host[_host(address)].append(address)
    return by_host


async def _finish(tasks: list[asyncio.Task[None]], seconds: float) -> None:
    """Wait for all of them so many seconds, and give up the others."""
    if not tasks:
        return
    done, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
    for task in done:
        task.result()  # a mistake of ours is not to be taken for a link that was not reached


async def _visit(client: httpx.AsyncClient, address: str) -> Answer:
    try:
        async with asyncio.timeout(SECONDS_A_LINK):
            return await _head_or_get(client, address)
    except (TimeoutError, httpx.TimeoutException):
        return Answer(None, "late")
    except NotPublic as refused:
        return Answer(None, str(refused)[:200])
    except httpx.TooManyRedirects:
        return Answer(None, "endless")
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError, KeyError) as error:
        return Answer(None, _problem(error))


async def _head_or_get(client: httpx.AsyncClient, address: str) -> Answer:
    """HEAD costs the site least; where it is not understood, the page itself is asked for, and not
    read.
    """
    try:
        answer = await _ask(client, "HEAD", address)
    except (httpx.ReadError, httpx.RemoteProtocolError, httpx.ReadTimeout):
        return await _ask(client, "GET", address)
    if answer.outcome == "fine" or answer.status == TOO_OFTEN:
        return answer
    return await _ask(client, "GET", address)


async def _ask(client: httpx.AsyncClient, method: str, address: str) -> Answer:
    async with client.stream(method, address) as response:
        status = response.status_code
        said = f"says {status} {response.reason_phrase}".strip()
        problem = "" if status < 400 else said
        moved_to = str(response.url) if _has_moved_for_good(response) else ""
        return Answer(status, problem, moved_to)


def _has_moved_for_good(response: httpx.Response) -> bool:
    """Whether it was redirected, and each time for good."""
    steps = [step.status_code for step in response.history]
    return bool(steps) and all(status in MOVED_FOR_GOOD for status in steps)


def _host(address: str) -> str:
    try:
        return httpx.URL(address).host
    except (httpx.InvalidURL, ValueError):
        return ""


def _problem(error: Exception) -> str:
    """A key of PROBLEMS."""
    if isinstance(error, socket.gaierror):
        return "no-site"
    if "CERTIFICATE" in str(error).upper():
        return "certificate"
    if "SSL" in str(error):
        return "unsafe"
    if isinstance(error, httpx.ConnectError):
        return "silent"
    if isinstance(error, httpx.UnsupportedProtocol | httpx.InvalidURL | ValueError | KeyError):
        return "no-address"
    return "breaks-off"
