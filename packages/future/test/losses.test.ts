import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runProgram } from '@x/test-kit';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}.ts`, import.meta.url));

it('FUT-033 warns once of a failure that nobody reads, and exits with 0', async () => {
  const { code, stderr } = await runProgram(fixture('loses-a-failure'), { execArgv: ['--expose-gc'] });
  expect(code).toBe(0);
  expect(stderr.match(/Future exception was never retrieved/g)).toHaveLength(1);
  expect(stderr).toContain('RangeError: nobody reads this');
});

it('FUT-079 lets go of a future that it has yielded', async () => {
  const { code, stdout } = await runProgram(fixture('drops-yielded-futures'), { execArgv: ['--expose-gc'] });
  expect([code, stdout.trim()]).toEqual([0, 'collected']);
});
