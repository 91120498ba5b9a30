import { readFileSync } from 'node:fs';
import { run } from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';
import { drive } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { type Print, printTo } from '../programs/py-print.ts';
import type { Body } from '../src/fuzz/bodies.ts';
import { differences } from './differences.ts';
import { type ProgramPlan, programs } from './programs.ts';

type Bodies = 'native' | 'generator';

interface ProgramModule {
  /** In generator mode what it returns is a generator. */
  readonly main: (print: Print) => unknown;
}

describe.each<Bodies>(['native', 'generator'])('Programs recorded on CPython, with %s bodies', (bodies) => {
  const chosen = programs.filter(({ generators }) => bodies === 'native' || generators);
  it.each(chosen)('$name prints the same', { timeout: 20_000 }, async (plan) => {
    expect(await linesOf(plan, bodies)).toEqual(expected(plan.name, bodies));
  });
});

async function linesOf({ name, on }: ProgramPlan, bodies: Bodies): Promise<string[]> {
  const file = `../programs/${name}.ts${bodies === 'generator' ? '?bodies=generator' : ''}`;
  const { main } = (await import(/* @vite-ignore */ file)) as ProgramModule;
  const lines: string[] = [];
  const print = printTo((line) => lines.push(...line.split('\n')));
  const body = (): Promise<void> => main(print) as Promise<void>;
  if (on === 'virtual') await runVirtual(body);
  else if (on === 'real') await run(body);
  else if (bodies === 'native') await body();
  else await drive(main(print) as Body);
  return lines;
}

/** What CPython printed, with the lines that are meant to differ in their form here. */
function expected(name: string, bodies: Bodies): string[] {
  const recorded = readFileSync(new URL(`../recorded/${name}.out`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  for (const { python, here, native } of differences[name] ?? []) {
    if (native === true && bodies !== 'native') continue;
    const at = recorded.indexOf(python);
    if (at < 0) throw new Error(`${name}.out has no line ${JSON.stringify(python)}`);
    recorded[at] = here;
  }
  return recorded;
}
