"""Writes python-names.json, the public names that the pages under python/ have to speak of.

Recorded on CPython 3.13 with aiofiles 25.1:
    python record-names.py > python-names.json
A class has the members that it defines itself, or that it has from a base class which is not public.
"""

import asyncio
import concurrent.futures
import contextvars
import inspect
import json
import multiprocessing
import multiprocessing.pool
import queue
import sched
import threading

import aiofiles
import aiofiles.os
import aiofiles.ospath
import aiofiles.tempfile
import aiofiles.threadpool.binary
import aiofiles.threadpool.text

LOOPS = {"BaseEventLoop", "EventLoop", "ProactorEventLoop", "SelectorEventLoop"}
# What named tuples of C have on top.
TUPLES = {"n_fields", "n_sequence_fields", "n_unnamed_fields"}
PRIVATE_TO_CPYTHON = {"_get_running_loop", "_set_running_loop"}


def public(module, names=None):
    """The names of a module, with what they stand for."""
    found = names or getattr(module, "__all__", None) or [name for name in dir(module) if name[0] != "_"]
    for name in found:
        thing = getattr(module, name)
        if not inspect.ismodule(thing) and name not in PRIVATE_TO_CPYTHON:
            yield name, thing


def members(cls, classes):
    others = [base for base in cls.__mro__[1:] if base in classes or base.__module__ == "builtins"]
    for name in dir(cls):
        if name[0] != "_" and name not in TUPLES and not any(hasattr(base, name) for base in others):
            yield name


def names_of(prefix, things):
    things = dict(things)
    classes = {thing for thing in things.values() if inspect.isclass(thing)}
    for name, thing in things.items():
        yield prefix + name
        if inspect.isclass(thing) and name not in LOOPS:
            owner = "loop" if name == "AbstractEventLoop" else name
            for member in members(thing, classes):
                yield f"{prefix}{owner}.{member}"


POOL = "Pool ThreadPool AsyncResult MapResult IMapIterator IMapUnorderedIterator MaybeEncodingError".split()
# Of codetiming 1.4, read in its source: it is not needed to run this.
CODETIMING = [
    *"Timer TimerError Timers".split(),
    *(f"Timer.{name}" for name in "name text initial_text logger last start stop timers".split()),
    *(f"Timers.{name}" for name in "add apply clear count max mean median min stdev total".split()),
]
FILES = "AsyncTextIOWrapper".split(), "AsyncBufferedIOBase AsyncBufferedReader AsyncFileIO".split()

names = [
    *names_of("asyncio.", public(asyncio)),
    *names_of("concurrent.futures.", public(concurrent.futures)),
    *names_of("contextvars.", public(contextvars)),
    *names_of("multiprocessing.", public(multiprocessing)),
    *names_of("multiprocessing.pool.", public(multiprocessing.pool, POOL)),
    *names_of("queue.", public(queue)),
    *names_of("sched.", public(sched)),
    *names_of("threading.", public(threading)),
    *names_of("aiofiles.", public(aiofiles)),
    *names_of("aiofiles.os.", public(aiofiles.os)),
    *names_of("aiofiles.ospath.", public(aiofiles.ospath)),
    *names_of("aiofiles.tempfile.", public(aiofiles.tempfile)),
    *names_of("aiofiles.", public(aiofiles.threadpool.text, FILES[0])),
    *names_of("aiofiles.", public(aiofiles.threadpool.binary, FILES[1])),
    *(f"codetiming.{name}" for name in CODETIMING),
]
print(json.dumps(sorted(set(names)), indent=2))
