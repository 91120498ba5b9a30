"""The same requests at the same time."""

import asyncio
from urllib.request import build_opener

from support.slow_server import serve

http = build_opener()


def fetch(url):
    with http.open(url) as answer:
        print(answer.read().decode())


async def main(origin):
    loop = asyncio.get_running_loop()
    start = loop.time()
    requests = (asyncio.to_thread(fetch, origin + path) for path in ("/300", "/200", "/100"))
    await asyncio.gather(*requests)
    print(f"all done after {loop.time() - start:.1f} s")


with serve() as origin:
    asyncio.run(main(origin))
