import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MODULES } from '../../python/names/index.ts';
import type { PythonName } from '../../python/names/name.ts';
import { tablesOf } from '../../python/tables/markdown.ts';
import { referenceLink } from '../../python/tables/reference.ts';

const NAMES = MODULES.flatMap(({ sections }) => sections.flatMap(({ names }) => names));
const BY_PYTHON = new Map(NAMES.map((name) => [name.python, name]));

/** What CPython and aiofiles have: see record-names.py. */
const RECORDED = JSON.parse(readFileSync(new URL('python-names.json', import.meta.url), 'utf8')) as string[];

/** A class that is left out stands for its methods. */
function isCovered(name: string): boolean {
  if (BY_PYTHON.has(name)) return true;
  const owner = BY_PYTHON.get(name.slice(0, name.lastIndexOf('.')));
  return owner !== undefined && owner.here === undefined;
}

/** What `Queue.put` is in the module that is imported. Fields of objects and types are not there until there is one. */
function look(module: Record<string, unknown>, [first = '', ...members]: readonly string[]): unknown {
  return members.reduce<unknown>((owner, member) => {
    if (typeof owner === 'function' && owner.prototype instanceof Object && member in owner.prototype) return owner;
    return (owner as Record<string, unknown> | undefined)?.[member];
  }, module[first]);
}

/** What a constructor sets is seen in an object only; the reference, which is made from the types, knows it. */
const FIELDS: readonly string[] = [
  'EventLoop.slowCallbackDuration',
  'Token.variable',
  'Token.oldValue',
  'Timer.text',
  'Timer.initialText',
  'Timer.logger',
];

function isInterface({ here = '' }: PythonName): boolean {
  return here.split('.')[0] === 'ExceptHookArgs';
}

describe('the names of Python', () => {
  it('are all spoken of', () => {
    expect(RECORDED.filter((name) => !isCovered(name))).toEqual([]);
    expect(RECORDED.length).toBeGreaterThan(600);
  });

  it('come once', () => {
    expect(BY_PYTHON.size).toBe(NAMES.length);
  });

  it('are left out for a reason', () => {
    expect(NAMES.filter(({ here, note }) => here === undefined && note === '')).toEqual([]);
  });

  it('are explained in sentences', () => {
    const notes = NAMES.map(({ note }) => note).filter((note) => note !== '');
    expect(notes.filter((note) => !/^[A-Z`].*[.…]$/.test(note))).toEqual([]);
  });
});

describe('the names here', () => {
  const here = NAMES.filter((name) => name.here !== undefined);

  it('are in the reference', () => {
    const lost = here.filter(({ entry, here: name }) => referenceLink(entry!, name!) === undefined);
    expect(lost.map(({ entry, here: name }) => `${name} of ${entry}`)).toEqual([]);
  });

  it.each([...new Set(here.map(({ entry }) => entry!))])('are exported by %s', async (entry) => {
    const module = (await import(entry)) as Record<string, unknown>;
    const ours = here.filter((name) => name.entry === entry && !isInterface(name)).map((name) => name.here!);
    for (const name of ours) expect(Object.keys(module), name).toContain(name.split('.')[0]);
    const lost = ours.filter((name) => look(module, name.split('.')) === undefined);
    expect(lost.filter((name) => !FIELDS.includes(name))).toEqual([]);
  });
});

describe('tablesOf', () => {
  it('links to the reference, and says what is not here', () => {
    const [asyncio] = MODULES;
    const text = tablesOf(asyncio!);
    expect(text).toContain(
      '| <code>asyncio.<wbr>loop.<wbr>run\\_in\\_executor</code> | [<code>EventLoop.<wbr>runInExecutor</code>](/reference/event-loop/classes/EventLoop#runinexecutor) |',
    );
    expect(text).toContain('| <code>asyncio.<wbr>StreamReader</code> | not here | Comes with `@x/streams`. |');
    expect(text).toContain(
      '## Tasks\n\nFrom `@x/event-loop`, if nothing else is said. [Python’s documentation](https://docs.python.org/3/library/asyncio-task.html)\n',
    );
    expect(text).toContain(
      '[<code>BrokenBarrierError</code>](/reference/sync/classes/BrokenBarrierError) of `@x/sync`',
    );
  });
});
