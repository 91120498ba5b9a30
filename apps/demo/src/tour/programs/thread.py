"""A thread, and what it leaves in shared memory."""

import threading


def add_up(cells, limit):
    for number in range(1, limit + 1):
        cells[0] += number


cells = [0]
thread = threading.Thread(target=add_up, args=(cells, 1000), name="adder")
print("before:", thread.name, "alive" if thread.is_alive() else "not alive")
thread.start()
thread.join()
print("after:", thread.name, "alive" if thread.is_alive() else "not alive")
print("sum:", cells[0])
