import fc from 'fast-check';

/** What a parameter takes, so that everything else is wrong. */
export type Accepts = (value: unknown) => boolean;

export const isFunction: Accepts = (value) => typeof value === 'function';
export const isString: Accepts = (value) => typeof value === 'string';
export const isNumber: Accepts = (value) => typeof value === 'number' && !Number.isNaN(value);
export const isDuration: Accepts = (value) => typeof value === 'number' && value >= 0;
export const isCount: Accepts = (value) => Number.isInteger(value) && (value as number) >= 0;
export const isPositiveCount: Accepts = (value) => Number.isInteger(value) && (value as number) >= 1;
export const isArray: Accepts = Array.isArray;
export const isIterable: Accepts = (value) =>
  value != null && typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
export const isNothing: Accepts = () => false;

/** Leaving an option out is never wrong. */
export const optional =
  (accepts: Accepts): Accepts =>
  (value) =>
    value === undefined || accepts(value);

const strange = fc.constantFrom<unknown>(
  undefined,
  null,
  true,
  NaN,
  -1,
  1.5,
  Infinity,
  -Infinity,
  '',
  'text',
  '5',
  5n,
  Symbol('odd'),
  [],
  {},
  new Date(NaN),
  /x/,
  new Proxy({}, {}),
  Object.create(null) as unknown,
  () => undefined,
  new Map(),
);

/** Values of all kinds that a parameter does not take. */
export const wrongFor = (accepts: Accepts): fc.Arbitrary<unknown> =>
  fc
    .oneof({ weight: 3, arbitrary: strange }, { weight: 1, arbitrary: fc.anything({ maxDepth: 1 }) })
    .filter((value) => !accepts(value));
