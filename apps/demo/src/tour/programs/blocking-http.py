"""Requests one after the other."""

import time
from urllib.request import build_opener

from support.slow_server import serve

http = build_opener()


def fetch(url):
    with http.open(url) as answer:
        print(answer.read().decode())


with serve() as origin:
    start = time.perf_counter()
    for path in ("/300", "/200", "/100"):
        fetch(origin + path)
    print(f"all done after {time.perf_counter() - start:.1f} s")
