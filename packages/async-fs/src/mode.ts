import { shown } from '@x/future/context';

type Joined<A extends string, B extends string> = `${A}${B}` | `${B}${A}`;
type Inserted<C extends string, A extends string, B extends string> =
  Joined<C, Joined<A, B>> | `${A}${C}${B}` | `${B}${C}${A}`;

type Kind = 'r' | 'w' | 'x' | 'a';

/** A mode that opens a file as text: one of `r`, `w`, `x`, `a`, with or without `+` and `t`. */
export type TextMode = Kind | Joined<Kind, '+' | 't'> | Inserted<Kind, '+', 't'>;

/** A mode that opens a file as bytes: one of `r`, `w`, `x`, `a`, with `b`, with or without `+`. */
export type BinaryMode = Joined<Kind, 'b'> | Inserted<Kind, '+', 'b'>;

/** A binary mode that can only write: the files have no `peek()`. */
export type WriteOnlyBinaryMode = Joined<Exclude<Kind, 'r'>, 'b'>;

/** What to open a file for; the characters of a mode may come in any order, as in Python. */
export type Mode = TextMode | BinaryMode;

/** A mode, taken apart. */
export interface Access {
  /** `r` must exist, `w` is emptied, `x` must not exist, `a` is written at its end. */
  readonly kind: Kind;
  readonly isBinary: boolean;
  readonly canRead: boolean;
  readonly canWrite: boolean;
}

const parsed = new Map<string, Access>();

/**
 * Takes a mode apart.
 *
 * @throws TypeError when it is no string.
 * @throws RangeError when it is no mode.
 */
export function parseMode(mode: string): Access {
  const access = parsed.get(mode) ?? parse(mode);
  parsed.set(mode, access);
  return access;
}

function parse(mode: string): Access {
  if (typeof mode !== 'string') throw new TypeError(`mode must be a string, got ${shown(mode)}`);
  const chars = new Set(mode);
  const isKnown = [...chars].every((char) => 'rwxabt+'.includes(char));
  if (!isKnown || chars.size !== mode.length) throw new RangeError(`invalid mode: '${mode}'`);
  if (chars.has('b') && chars.has('t')) throw new RangeError(`can't have text and binary mode at once, got '${mode}'`);
  const [kind, second] = ['r', 'w', 'x', 'a'].filter((char) => chars.has(char)) as Kind[];
  if (kind === undefined || second !== undefined) {
    throw new RangeError(`must have exactly one of create/read/write/append mode, got '${mode}'`);
  }
  const isUpdating = chars.has('+');
  return {
    kind,
    isBinary: chars.has('b'),
    canRead: isUpdating || kind === 'r',
    canWrite: isUpdating || kind !== 'r',
  };
}
