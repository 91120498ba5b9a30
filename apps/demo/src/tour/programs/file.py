"""A file, written and read by line in a coroutine."""

import asyncio
import os
import tempfile

import aiofiles


async def main(path):
    async with aiofiles.open(path, "w") as file:
        await file.write("first line\n")
        await file.writelines(["second line\n", "third line\n"])

    async with aiofiles.open(path) as file:
        async for line in file:
            print("read:", line.rstrip())
        await file.seek(6)
        print("from 6 on:", await file.read(4))


with tempfile.TemporaryDirectory() as folder:
    asyncio.run(main(os.path.join(folder, "notes.txt")))
