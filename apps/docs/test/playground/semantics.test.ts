import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../playground/compiler/compile.ts';
import * as runtime from '../../playground/runtime/index.ts';
import { bodies } from './bodies.ts';

type Log = (...values: unknown[]) => void;
type Run = (log: Log) => Promise<unknown>;

/** What a program does: what it logs, and between them how many microtasks have passed. */
async function record(run: Run): Promise<string[]> {
  const lines: string[] = [];
  let ticks = 0;
  const end = { isReached: false };
  const log: Log = (...values) => lines.push(`${ticks}: ${values.map(String).join(' ')}`);
  const outcome = run(log).then(
    (value) => log('returns', value),
    (error: unknown) => log('throws', error),
  );
  void outcome.then(() => (end.isReached = true));
  for (; !end.isReached && ticks < 500; ticks += 1) await Promise.resolve();
  expect(end.isReached, 'it ends').toBe(true);
  return lines;
}

const AsyncFunction = Object.getPrototypeOf(async () => Promise.resolve()) as {
  constructor: new (...args: string[]) => Run;
};

function native(text: string): Run {
  return new AsyncFunction.constructor('log', `'use strict'; ${text}`);
}

function compiled(text: string): Run {
  const { code } = compileProgram(`import { log } from 'test';${text}`);
  // What the playground does: an indirect call, in the global scope.
  const make = (0, eval)(code) as (x: typeof runtime, imports: unknown[]) => Promise<unknown>;
  return (log) => make(runtime, [log]);
}

describe('a compiled program', () => {
  it.each(Object.entries(bodies))('does what it says, microtask by microtask: %s', async (_name, text) => {
    const isReturning = /^\s*return\b/m.test(text);
    const body = isReturning ? `await (async () => {${text}})();` : text;
    expect(await record(compiled(body))).toEqual(await record(native(body)));
  });
});
