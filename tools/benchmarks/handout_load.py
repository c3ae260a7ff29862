"""A steady stream of different sheets, and page reads beside it: `python -m
tools.benchmarks.handout_load URL`.

URL is a running server (two workers, PROXIES=1 so that each request may come from an address of its
own and none is held back as one reader's). Every sheet asked for is a new one: nothing is answered
from memory.
"""

import argparse
import http.client
import itertools
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

RISKS = ("low", "intermediate", "high")
PLACES = ("one-place", "spread", "brain-spine")
PAGES = ("/en/", "/en/guide/", "/en/guide/high/one-place/", "/en/treatments/", "/fr/soutien/")
REGIONS = ("BC", "AB", "SK", "MB", "ON", "QC", "NB", "NS", "PE", "NL", "YT", "NT", "NU")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--rate", type=float, default=20)
    parser.add_argument("--seconds", type=float, default=20)
    args = parser.parse_args()
    host = urlsplit(args.url).netloc
    print("pages alone:      ", *reads(host, args.seconds / 2), sep=" ")
    done = threading.Event()
    beside = []
    reader = threading.Thread(target=lambda: beside.extend(reads(host, args.seconds, done)))
    reader.start()
    print("sheets:           ", sheets(host, args.rate, args.seconds))
    done.set()
    reader.join()
    print("pages beside them:", *beside, sep=" ")


def addresses():
    for lines, region, risk, place in itertools.product((0, 1, 3, 4, 6, 8), REGIONS, RISKS, PLACES):
        yield f"/en/guide/{risk}/{place}/summary.pdf?region={region}&lines={lines}"


def sheets(host, rate, seconds):
    numbered = list(enumerate(itertools.islice(addresses(), int(rate * seconds))))
    start = time.perf_counter()

    def ask(job):
        number, address = job
        time.sleep(max(0, start + number / rate - time.perf_counter()))
        begun = time.perf_counter()
        status, body = get(host, address, f"10.0.{number // 250}.{number % 250}")
        return status == 200 and body.startswith(b"%PDF"), 1000 * (time.perf_counter() - begun)

    with ThreadPoolExecutor(32) as pool:
        found = list(pool.map(ask, numbered))
    took = time.perf_counter() - start
    failed = sum(not good for good, _ in found)
    times = [ms for _, ms in found]
    return (
        f"{len(found)} different ones in {took:.1f} s ({len(found) / took:.1f} a second), "
        f"{failed} failed, "
        f"median {statistics.median(times):.0f} ms, 95 of 100 under "
        f"{statistics.quantiles(times, n=20)[-1]:.0f} ms"
    )


def reads(host, seconds, done=None):
    times, end = [], time.perf_counter() + seconds
    for number in itertools.count():
        if time.perf_counter() > end or (done and done.is_set()):
            break
        begun = time.perf_counter()
        status, _ = get(host, PAGES[number % len(PAGES)], "10.1.0.1")
        assert status == 200, status
        times.append(1000 * (time.perf_counter() - begun))
        time.sleep(0.02)
    return [
        f"{len(times)} reads, median {statistics.median(times):.1f} ms, 95 of 100 under "
        f"{statistics.quantiles(times, n=20)[-1]:.1f} ms"
    ]


def get(host, address, reader):
    connection = http.client.HTTPConnection(host, timeout=60)
    asked = {"X-Forwarded-For": reader, "X-Forwarded-Proto": "https"}
    connection.request("GET", address, headers=asked)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, body


if __name__ == "__main__":
    main()
