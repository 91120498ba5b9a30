/** A finite number of zero or more, written out: its value is 0.d₁d₂d₃… × 10^`point`. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/**
 * Every digit of a double. A double is a whole number divided by a power of two, and n / 2^k = n · 5^k / 10^k, so its expansion ends.
 *
 * @remarks
 * `toFixed` and its relatives stop at 100 digits and round a tie up, where Python rounds it to even.
 */
export function exactDecimal(value: number): Decimal {
  let scaled = value;
  let halvings = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    halvings += 1;
  }
  const digits = String(BigInt(scaled) * powerOfFive(halvings));
  return { digits, point: digits.length - halvings };
}

/** Computed once each: a double has at most 1,074 halvings. */
const powersOfFive: bigint[] = [];

function powerOfFive(exponent: number): bigint {
  return (powersOfFive[exponent] ??= 5n ** BigInt(exponent));
}

/** The fewest digits that still read back as the same double: those of `repr()` in Python and of `String()` here. */
export function shortestDecimal(value: number): Decimal {
  const [mantissa = '', exponent] = value.toExponential().split('e');
  return { digits: mantissa.replace('.', ''), point: Number(exponent) + 1 };
}

/** The first `count` digits, ties to even. A count of zero or less may leave none. */
export function roundTo(decimal: Decimal, count: number): Decimal {
  const { digits, point } = decimal;
  if (count >= digits.length) return decimal;
  if (count < 0) return { digits: '', point };

  const kept = digits.slice(0, count);
  if (!roundsUp(digits, count)) return { digits: kept, point };
  const raised = String(BigInt(kept) + 1n);
  if (raised.length === count) return { digits: raised, point };
  // 99.5 became 100: one more digit in front, so one fewer behind.
  return { digits: raised.slice(0, Math.max(count, 1)), point: point + 1 };
}

function roundsUp(digits: string, count: number): boolean {
  const dropped = digits.slice(count);
  if (!/^50*$/.test(dropped)) return dropped >= '5';
  return count > 0 && Number(digits[count - 1]) % 2 === 1;
}
