import { describe, expect, it } from 'vitest';
import { MODULES } from '../../python/names/index.ts';
import { search } from '../../python/tables/search.ts';

const NAMES = MODULES.flatMap(({ sections }) => sections.flatMap(({ names }) => names));

function found(typed: string): string[] {
  return search(NAMES, typed).map(({ python }) => python);
}

describe('search', () => {
  it.each(['run_in_executor', 'runInExecutor', 'RUN IN EXECUTOR', 'loop.run_in_executor', 'run_in_ex'])(
    'finds asyncio.loop.run_in_executor by %s',
    (typed) => expect(found(typed)[0]).toBe('asyncio.loop.run_in_executor'),
  );

  it('puts the whole name before names that begin with it, and these before others', () => {
    const names = found('wait');
    expect(names.slice(0, 2)).toEqual(['asyncio.wait', 'asyncio.Event.wait']);
    expect(names.indexOf('asyncio.wait_for')).toBeGreaterThan(names.indexOf('threading.Barrier.wait'));
  });

  it('finds what has another name here by either', () => {
    expect(found('context_variable')).toEqual([]);
    expect(found('Token.variable')).toEqual(['contextvars.Token.var']);
    expect(found('token.var')[0]).toBe('contextvars.Token.var');
  });

  it('finds nothing for nothing', () => {
    expect(found('  ')).toEqual([]);
  });
});
