import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '@x/event-loop';
import { describe, expect, it } from 'vitest';
import { pageFile } from '../../src/store/page-file.ts';
import { survey } from '../../src/survey/survey.ts';
import { pageWithLinks, serve } from '../loopback.ts';
import { planFor, temporaryFolder } from '../plan.ts';

describe('survey into a folder', () => {
  it.each([
    ['is a file', '', 'it is a file (EEXIST)'],
    ['lies under a file', 'below', 'a part of the path is a file (ENOTDIR)'],
  ])('that %s says so, before it asks for a page', async (_what, below, reason) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'file'), 'mine');
    await using site = await serve({ '/': pageWithLinks() });
    const out = join(folder.path, 'file', below);
    const refused = run(() => survey(planFor(`${site.origin}/`, out)));
    await expect(refused).rejects.toMatchObject({
      code: 'ERR_OUTPUT_FOLDER',
      message: `cannot write to ${out}: ${reason}`,
    });
    expect(site.requests).toEqual([]);
  });

  it('that holds something else leaves it alone', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'thesis.tex'), 'years of work');
    await using site = await serve({ '/': pageWithLinks() });
    const refused = run(() => survey(planFor(`${site.origin}/`, folder.path)));
    await expect(refused).rejects.toThrow('it holds something other than a survey (thesis.tex)');
    expect(readdirSync(folder.path)).toEqual(['thesis.tex']);
  });

  it('that holds an earlier survey replaces it', async () => {
    using folder = temporaryFolder();
    await using site = await serve({ '/': pageWithLinks('/a'), '/a': pageWithLinks() });
    await run(() => survey(planFor(`${site.origin}/`, folder.path)));
    await run(() => survey(planFor(`${site.origin}/a`, folder.path)));
    expect(readdirSync(join(folder.path, 'pages'))).toHaveLength(1);
    expect(readFileSync(join(folder.path, 'pages.ndjson'), 'utf8').trimEnd().split('\n')).toHaveLength(1);
  });

  it('in which a page cannot be written goes on with the others', async () => {
    using folder = temporaryFolder();
    await using site = await serve({
      '/': (_request, response) => {
        // The survey has made its folder by now, and holds no page yet.
        mkdirSync(join(folder.path, 'pages', pageFile(`${site.origin}/blocked`)));
        response.writeHead(200, { 'content-type': 'text/html' }).end(pageWithLinks('/blocked', '/fine'));
      },
      '/blocked': pageWithLinks(),
      '/fine': pageWithLinks(),
    });
    const { records, report } = await run(() => survey(planFor(`${site.origin}/`, folder.path)));
    const failed = records.find((record) => record.outcome === 'failed');
    expect(failed?.error).toEqual({
      code: 'ERR_PAGE_NOT_SAVED',
      message: expect.stringMatching(/\/blocked could not be saved: EISDIR/) as string,
    });
    expect(records.filter(({ outcome }) => outcome === 'surveyed')).toHaveLength(2);
    expect(existsSync(report)).toBe(true);
  });
});
