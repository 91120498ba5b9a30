import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '@x/event-loop';
import { taskModule } from '@x/executor';
import { describe, expect, it } from 'vitest';
import { WorkerReader } from '../../src/crawl/worker-reader.ts';
import { pageFile } from '../../src/store/page-file.ts';
import { type Survey, survey } from '../../src/survey/survey.ts';
import type * as pageTask from '../fixtures/dies-over-a-page.ts';
import { pageWithLinks, serve } from '../loopback.ts';
import { planFor, temporaryFolder } from '../plan.ts';

const fixture = taskModule<typeof pageTask>(new URL('../fixtures/dies-over-a-page.ts', import.meta.url));

function surveyOf(start: string, folder: string): Promise<Survey> {
  const reader = new WorkerReader(1, fixture.readPage);
  return run(() => survey(planFor(start, folder, { workers: 1 }), { reader }));
}

describe('survey with a worker that dies', () => {
  it('loses the one page, keeps its file, and goes on', async () => {
    using folder = temporaryFolder();
    const pages = ['/a', '/b', '/c', '/d'];
    await using site = await serve({
      '/': pageWithLinks('/page?dies', ...pages),
      '/page?dies': '<!doctype html><p>poison',
      ...Object.fromEntries(pages.map((page) => [page, pageWithLinks()])),
    });
    const { records } = await surveyOf(`${site.origin}/`, folder.path);
    const url = `${site.origin}/page?dies`;
    const file = `pages/${pageFile(url)}`;
    const failed = records.filter((record) => record.outcome === 'failed');
    expect(failed.map(({ error }) => error)).toEqual([
      {
        code: 'ERR_PAGE_NOT_READ',
        message: expect.stringMatching(/was saved to pages\/\S+ but not read: .* ended with exit code 9/) as string,
      },
    ]);
    expect(readFileSync(join(folder.path, file), 'utf8')).toBe('<!doctype html><p>poison');
    expect(records.filter(({ outcome }) => outcome === 'surveyed')).toHaveLength(5);
  });

  it('reads the page again, since the worker may have been unlucky', async () => {
    using folder = temporaryFolder();
    using marks = temporaryFolder();
    const mark = join(marks.path, 'died');
    const path = `/page?${new URLSearchParams({ 'dies-once': mark }).toString()}`;
    await using site = await serve({ '/': pageWithLinks(path.replace('&', '&amp;')), [path]: pageWithLinks() });
    const { records } = await surveyOf(`${site.origin}/`, folder.path);
    expect(existsSync(mark)).toBe(true);
    expect(records.map(({ outcome }) => outcome)).toEqual(['surveyed', 'surveyed']);
  });
});
