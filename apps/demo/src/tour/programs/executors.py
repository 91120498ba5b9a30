"""Work for processes and threads, with futures."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def count_primes(limit):
    primes = 0
    for number in range(2, limit):
        primes += all(number % divisor for divisor in range(2, int(number**0.5) + 1))
    return primes


def main():
    with ProcessPoolExecutor(max_workers=2) as executor:
        future = executor.submit(count_primes, 1_000)
        print("submit:", future.result())
        print("map:", *executor.map(count_primes, [10, 100, 10_000]))

    with ThreadPoolExecutor(max_workers=2) as executor:
        print("threads:", *executor.map(pow, [2, 3], [10, 4]))


if __name__ == "__main__":
    main()
