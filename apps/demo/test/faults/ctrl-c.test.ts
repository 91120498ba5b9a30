import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from '@x/test-kit';
import { describe, expect, it, vi } from 'vitest';
import { pageWithLinks, type Route, serve } from '../loopback.ts';
import { temporaryFolder } from '../plan.ts';

/** As people run it: built. */
const MAIN = new URL('../../dist/main.js', import.meta.url);

function linesOf(path: string): string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}

describe('Ctrl-C', () => {
  it('ends the survey with a report on what there is, and exit code 130', async () => {
    using folder = temporaryFolder();
    const out = join(folder.path, 'out');
    await using site = await serve({ '/': pageWithLinks('/a', '/never'), '/a': pageWithLinks(), '/never': () => {} });
    await using program = startProgram(MAIN, { args: ['survey', `${site.origin}/`, '--out', out], group: true });
    await vi.waitFor(() => expect(linesOf(join(out, 'pages.ndjson'))).toHaveLength(2), { timeout: 15_000 });

    program.kill('SIGINT');
    const { code, stdout, stderr } = await program.ended;
    expect({ code, stderr }).toMatchObject({ code: 130, stderr: expect.stringContaining('Ctrl-C') as string });
    expect(stdout).toMatch(/^Interrupted: visited 2 pages in .* of 3 known\./);
    expect(linesOf(join(out, 'pages.ndjson'))).toHaveLength(2);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('2 of 3 known addresses had been visited');
  });

  it('ends the program at once when it comes again', async () => {
    using folder = temporaryFolder();
    const out = join(folder.path, 'out');
    const asked = Promise.withResolvers<void>();
    const abandoned = Promise.withResolvers<void>();
    const never: Route = (_request, response) => {
      asked.resolve();
      response.on('close', () => abandoned.resolve());
    };
    await using site = await serve({ '/': pageWithLinks('/never'), '/never': never });
    await using program = startProgram(MAIN, { args: ['survey', `${site.origin}/`, '--out', out], group: true });
    await asked.promise;

    program.kill('SIGINT');
    await abandoned.promise; // The first one has been heard; the report takes longer than the way of the second.
    program.kill('SIGINT');
    const { code, stdout } = await program.ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(existsSync(join(out, 'report.html'))).toBe(false);
  });
});
