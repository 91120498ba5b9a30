"""A pool of processes: many results, or one later."""

from multiprocessing import Pool


def square(number):
    return number * number


def area(width, height):
    return width * height


def main():
    with Pool(2) as pool:
        print("map:", *pool.map(square, range(5)))
        print("starmap:", *pool.starmap(area, [(2, 3), (4, 5)]))
        for result in pool.imap(square, [12, 13]):
            print("imap:", result)

        later = pool.apply_async(square, (100,))
        print("apply:", pool.apply(area, (6, 7)))
        print("later:", later.get(timeout=10))


if __name__ == "__main__":
    main()
