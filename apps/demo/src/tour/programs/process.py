"""Processes: one exits, one is told to end."""

import multiprocessing
import sys
import time


def count(limit):
    print(f"counted to {sum(1 for _ in range(limit))}", flush=True)
    sys.exit(3)


def main():
    child = multiprocessing.Process(target=count, args=(1000,), name="counter")
    child.start()
    child.join()
    print(child.name, "ended with", child.exitcode)

    sleeper = multiprocessing.Process(target=time.sleep, args=(3600,), name="sleeper")
    sleeper.start()
    sleeper.terminate()
    sleeper.join()
    print(sleeper.name, "ended with", sleeper.exitcode)


if __name__ == "__main__":
    main()
