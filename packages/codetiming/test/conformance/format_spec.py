"""Records what CPython's format() makes of numbers and strings: one JSON line [value, spec, text] each, text null for an error."""
import json
import math
import random

random.seed(5)

NUMBERS = [
    0.0, -0.0, 0.5, 1.5, 2.5, 0.125, 0.375, 9.5, 99.5, 0.05, 1e-4, 9.9999e-5, 1e-5, 1e-7, 5e-324, 1.0, 3.0, 10.0, 100.0, 123.456,
    999.5, 1234.5, 12345.678, 99999.5, 999999.5, 1e6, 1234567.891, 1e15, 1e16, 123456789012345678.0, 1e21, 1e22, 1.7976931348623157e308,
    -1.5, -1234.5, -0.001, 0.1, 0.2, 0.1 + 0.2, 2 / 3, math.pi, 0.0012345, 0.00123455, 2.675, 1.005, math.inf, -math.inf, math.nan,
]
STRINGS = ["", "a", "bake", "the party", "\N{BIRTHDAY CAKE}\N{BIRTHDAY CAKE}", "caf\N{LATIN SMALL LETTER E WITH ACUTE}"]
NAMED = [
    "", "s", "f", "e", "E", "F", "g", "G", "n", "%", "#", "#g", "#.3g", "#.0f", "#.0e", ".0", ".1", ".3", ".17", ".20", ".0f", ".1f", ".2f",
    ".3f", ".4f", "0.4f", ".10f", ".30f", ".120f", ".0e", ".3e", ".25e", ".0g", ".1g", ".6g", ".17g", ".40g", ".1%", ".0%", ",", "_", ",.0f",
    ",.2f", "_.1f", ",g", ",%", ",e", ",n", "_n", ",s", "_s", "10", "<10", ">10", "^10", "^11", "=10", "010", "-10", "+10", " 10", "+", "-", " ",
    "+.2f", " .2f", "z", "z.0f", "z.1f", "+z.1f", "010,.1f", "011,.1f", "012,.1f", "013,.1f", "05", "015,", "016,", "0=12,", "*=12,", "*^12,.1f",
    "*<05", "<05", ">05", "^05", "=05", "x<5", "<<5", "==9", "\N{BIRTHDAY CAKE}^9", "5.2", ".2", ".2s", "8.2s", "0", "00", "007", "000.2f",
    ".", "5.", ".f", "x", "d", "5d", "c", "b", "ff", "f5", ".2ff", ",_", "_,", ",,", "__", ".2,f", "1,0", "<", ">", "^", "=", "<>", "z#", "#z",
    "+-", "#+", "0z", "+ 5", "5 ", " 5f ", "!", "?", "10x", "r", "a", "<s", "^s", "0s", "z5", "#5", "#s", "+s", " s", "=s", "z>5",
]


def random_spec():
    spec = ""
    if random.random() < 0.4:
        spec += random.choice(["", "*", "0", "-", "_", ","]) + random.choice("<>^=")
    for part, chance in (("+", 0.1), ("-", 0.1), (" ", 0.1), ("z", 0.1), ("#", 0.2), ("0", 0.3)):
        if random.random() < chance:
            spec += part
    if random.random() < 0.5:
        spec += str(random.randrange(1, 25))
    if random.random() < 0.4:
        spec += random.choice(",_")
    if random.random() < 0.6:
        spec += "." + str(random.randrange(0, 20))
    return spec + random.choice(["", "e", "E", "f", "F", "g", "G", "n", "%", "s", "d", "x"])


def random_number():
    kind = random.randrange(4)
    if kind == 0:
        return random.uniform(-2000, 2000)
    if kind == 1:
        return 10 ** random.uniform(-8, 18)
    if kind == 2:
        return random.randrange(-4000, 4000) / 2 ** random.randrange(0, 9)
    return float(random.randrange(0, 10 ** random.randrange(1, 18)))


def record(value, spec):
    try:
        text = format(value, spec)
    except ValueError:
        text = None
    shown = str(value) if isinstance(value, float) and not math.isfinite(value) else value
    print(json.dumps([type(value).__name__, shown, spec, text], ensure_ascii=False))


for index, spec in enumerate(NAMED):
    record(STRINGS[index % len(STRINGS)], spec)
    for step in range(5):
        record(NUMBERS[(index * 5 + step) % len(NUMBERS)], spec)
for index, number in enumerate(NUMBERS):
    for spec in ("", ".3", ".0f", ".4f", ".2e", "g", "n", "#", ".1%", "011,"):
        record(number, spec)
for _ in range(700):
    record(random_number(), random_spec())
for _ in range(150):
    record(random.choice(STRINGS), random_spec())
