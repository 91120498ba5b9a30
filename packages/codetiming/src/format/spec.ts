/** A format specification of Python, parsed: what stands behind the colon in `{seconds:>10,.1f}`. */
export interface FormatSpec {
  /** One code point, a space unless given. */
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^';
  /** What is written in front of a number that is not negative: `-` stands for nothing. */
  readonly sign: '+' | '-' | ' ';
  /** `z`: a negative number that is rounded to zero loses its sign. */
  readonly plainZero: boolean;
  /** `#`: keeps the decimal point and, with `g`, the trailing zeros. */
  readonly alternate: boolean;
  /** Fewest code points to write. */
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | undefined;
  readonly type: '' | 's' | NumberType;
}

type NumberType = 'e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%';

/** What a specification is meant for. */
export type ValueKind = 'number' | 'string';

/** Reports what is wrong with a format; the one who owns the text knows how to name it. */
export type Fail = (problem: string) => never;

/** Python takes more; nobody reads a line as long as that, and a slip of the finger must not fill the memory. */
const LONGEST = 9_999;

const SPEC =
  /^(?:(?<fill>.)?(?<align>[<>=^]))?(?<sign>[-+ ])?(?<z>z)?(?<alternate>#)?(?<zero>0)?(?<width>\d+)?(?<grouping>[,_])?(?:\.(?<precision>\d+))?(?<type>.)?$/su;

/**
 * Parses a format specification, with the checks that Python makes when it formats.
 *
 * @see Python: {@link https://docs.python.org/3/library/string.html#format-specification-mini-language | Format specification mini-language}
 */
export function parseFormatSpec(source: string, kind: ValueKind, fail: Fail): FormatSpec {
  const parts = SPEC.exec(source)?.groups;
  if (parts === undefined) {
    return fail(
      `'${source}' is no format specification: [[fill]align][sign][z][#][0][width][, or _][.precision][type]`,
    );
  }
  const { width = '', precision = '', type = '' } = parts;
  if (Number(width) > LONGEST) fail(`the width in '${source}' must be at most ${LONGEST}`);
  if (Number(precision) > LONGEST) fail(`the precision in '${source}' must be at most ${LONGEST}`);
  const problem = kind === 'number' ? problemOfNumber(parts) : problemOfString(parts);
  if (problem !== undefined) return fail(`${problem}, in '${source}'`);

  // The expression lets nothing else through.
  return {
    fill: parts['fill'] ?? (parts['zero'] ? '0' : ' '),
    align: parts['align'] ?? defaultAlign(kind, parts),
    sign: parts['sign'] ?? '-',
    plainZero: parts['z'] !== undefined,
    alternate: parts['alternate'] !== undefined,
    width: Number(width),
    grouping: parts['grouping'] ?? '',
    precision: precision === '' ? undefined : Number(precision),
    type,
  } as FormatSpec;
}

type Parts = Readonly<Record<string, string | undefined>>;

function defaultAlign(kind: ValueKind, parts: Parts): FormatSpec['align'] {
  if (kind === 'string') return '<';
  return parts['zero'] ? '=' : '>';
}

function problemOfNumber({ type = '', grouping }: Parts): string | undefined {
  if (!'eEfFgGn%'.includes(type)) {
    const hint = type === 'd' ? ' (it has decimals: write .0f)' : '';
    return `there is no format code '${type}' for a number${hint}`;
  }
  if (type === 'n' && grouping !== undefined) return `'${grouping}' does not go with 'n'`;
  return undefined;
}

function problemOfString({ type = 's', align, sign, z, alternate, grouping }: Parts): string | undefined {
  if (type !== 's') return `there is no format code '${type}' for a string`;
  const unfit = (align === '=' ? align : undefined) ?? sign ?? z ?? alternate ?? grouping;
  return unfit === undefined ? undefined : `'${unfit}' is for numbers, and the value is a string`;
}
