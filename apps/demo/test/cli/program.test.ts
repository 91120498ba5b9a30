import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProgram, type ProgramResult } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import { pageWithLinks, serve } from '../loopback.ts';
import { temporaryFolder } from '../plan.ts';

/** As people run it: built. */
const MAIN = new URL('../../dist/main.js', import.meta.url);

function demo(...args: string[]): Promise<ProgramResult> {
  return runProgram(MAIN, { args });
}

describe('demo', () => {
  it('explains itself with --help', async () => {
    const { code, stdout } = await demo('--help');
    expect(code).toBe(0);
    expect(stdout).toContain('survey [options] [url]');
    expect(stdout).toContain('Exit codes:');
  });

  it('lists every option of a command', async () => {
    const { stdout } = await demo('survey', '--help');
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const options = stdout.match(/--[a-z-]+/g) ?? [];
    expect(options).toContain('--page-timeout');
    for (const option of options) expect(readme, `the README says nothing of ${option}`).toContain(`\`${option}`);
  });

  it.each([
    [
      ['survey', 'nonsense'],
      "'nonsense' is invalid for argument 'url'. It must be an address that begins with http:// or https://.",
    ],
    [['survey', '--timeout', 'soon'], 'It must be a time with its unit'],
    [['survey', '--colour'], "unknown option '--colour'"],
    [['survey', 'http://a/', 'http://b/'], 'too many arguments'],
  ])('refuses %j', async (args, message) => {
    const { code, stdout, stderr } = await demo(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('exits with 3 when the start cannot be reached', async () => {
    using folder = temporaryFolder();
    const gone = await serve({});
    await gone[Symbol.asyncDispose]();
    const { code, stderr } = await demo(`${gone.origin}/`, '--out', join(folder.path, 'out'), '--workers', '1');
    expect(code).toBe(3);
    expect(stderr).toContain(`cannot reach ${gone.origin}/: nobody listens there (ECONNREFUSED)`);
  });

  it('exits with 4 when the folder cannot be written', async () => {
    const { code, stderr } = await demo('http://127.0.0.1:9/', '--out', join(import.meta.filename, 'out'));
    expect(code).toBe(4);
    expect(stderr).toMatch(
      /^demo: cannot write to .*: a part of the path is a file \(ENOTDIR\); choose another folder with --out$/m,
    );
  });

  it('prints JSON and nothing else with --json, and exits with 1 when pages failed', async () => {
    using folder = temporaryFolder();
    const out = join(folder.path, 'out');
    await using site = await serve({ '/': pageWithLinks('/missing', '/a'), '/a': pageWithLinks() });
    const { code, stdout, stderr } = await demo('survey', `${site.origin}/`, '--out', out, '--json', '--workers', '1');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      start: `${site.origin}/`,
      ending: 'complete',
      surveyed: 2,
      failed: 1,
      failures: [{ url: `${site.origin}/missing`, code: 'ERR_HTTP_STATUS' }],
      report: join(out, 'report.html'),
    });
    expect(stderr).toContain(`${site.origin}/missing answered 404 Not Found, linked from ${site.origin}/`);
  });

  it('surveys the embedded site when no address is given, and says so', async () => {
    using folder = temporaryFolder();
    const { code, stdout, stderr } = await demo(
      '--out',
      join(folder.path, 'out'),
      '--max-pages',
      '20',
      '--workers',
      '1',
    );
    expect(code).toBe(0);
    expect(stderr).toContain('starting the embedded site');
    expect(stderr).toMatch(/\d{3} pages, the documentation of the packages installed here, .* 20 to 120 ms \(seed 1\)/);
    expect(stdout).toMatch(/surveyed +20\n/);
    expect(stdout).toContain(`Report: ${join(folder.path, 'out', 'report.html')}\n`);
  });

  it('compares the ways to survey', async () => {
    using folder = temporaryFolder();
    const out = join(folder.path, 'out');
    await using site = await serve({ '/': pageWithLinks('/a', '/b'), '/a': pageWithLinks(), '/b': pageWithLinks() });
    const { code, stdout } = await demo('compare', `${site.origin}/`, '--out', out, '--workers', '1');
    expect(code).toBe(0);
    expect(stdout).toMatch(/one page at a time +3 /);
    expect(stdout).toMatch(/32 at a time, processes +3 /);
    expect(readFileSync(join(out, 'compare.html'), 'utf8')).toContain('One survey of');
  });
});
