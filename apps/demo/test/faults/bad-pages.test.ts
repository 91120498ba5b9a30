import type { ServerResponse } from 'node:http';
import { run } from '@x/event-loop';
import { settled } from '@x/test-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CrawlLimits } from '../../src/crawl/limits.ts';
import type { PageRecord } from '../../src/crawl/record.ts';
import { type Survey, survey } from '../../src/survey/survey.ts';
import { pageWithLinks, redirectTo, type Route, serve } from '../loopback.ts';
import { planFor, temporaryFolder } from '../plan.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => void (folder = temporaryFolder()));
afterEach(() => folder[Symbol.dispose]());

function surveyOf(start: string, limits: Partial<CrawlLimits> = {}): Promise<Survey> {
  return run(() => survey(planFor(start, folder.path, limits)));
}

function answerEmpty(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
}

/** What became of each path. */
function outcomes(records: readonly PageRecord[]): Record<string, string> {
  return Object.fromEntries(
    records.map((record) => {
      const { pathname, search } = new URL(record.url);
      return [pathname + search, record.outcome === 'failed' ? record.error.code : record.outcome];
    }),
  );
}

function messageOf(records: readonly PageRecord[], path: string): string {
  const record = records.find(({ url }) => url.endsWith(path));
  return record?.outcome === 'failed' ? record.error.message : `no failure: ${record?.outcome ?? 'not visited'}`;
}

describe('survey', () => {
  it('names a start that cannot be reached', async () => {
    const gone = await serve({});
    await gone[Symbol.asyncDispose]();
    const { records } = await surveyOf(`${gone.origin}/`);
    expect(outcomes(records)).toEqual({ '/': 'ERR_UNREACHABLE' });
    expect(messageOf(records, '/')).toBe(`cannot reach ${gone.origin}/: nobody listens there (ECONNREFUSED)`);
  });

  it('gives up on a page that never answers, and surveys the others', async () => {
    await using site = await serve({
      '/': pageWithLinks('/never', '/fine'),
      '/never': () => {},
      '/fine': pageWithLinks(),
    });
    const { records } = await surveyOf(`${site.origin}/`, { pageTimeout: 150 });
    expect(outcomes(records)).toEqual({ '/': 'surveyed', '/fine': 'surveyed', '/never': 'ERR_PAGE_TIMEOUT' });
    expect(messageOf(records, '/never')).toBe(`${site.origin}/never did not answer within 150 ms (--page-timeout)`);
  });

  it('gives up on a page that stops half way', async () => {
    await using site = await serve({
      '/': (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).write('<p>and'),
    });
    const { records } = await surveyOf(`${site.origin}/`, { pageTimeout: 150 });
    expect(outcomes(records)).toEqual({ '/': 'ERR_PAGE_TIMEOUT' });
  });

  it('says when a connection breaks', async () => {
    await using site = await serve({
      '/': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': 9 });
        response.write('<p>', () => response.destroy());
      },
    });
    const { records } = await surveyOf(`${site.origin}/`);
    expect(messageOf(records, '/')).toMatch(/^cannot reach \S+: the connection broke \(UND_ERR_SOCKET\)$/);
  });

  it('names what answers with an error status, and where it was linked', async () => {
    await using site = await serve({ '/': pageWithLinks('/missing') });
    const { records } = await surveyOf(`${site.origin}/`);
    expect(messageOf(records, '/missing')).toBe(`${site.origin}/missing answered 404 Not Found`);
    expect(records.find(({ outcome }) => outcome === 'failed')?.from).toBe(`${site.origin}/`);
  });

  it('shows a redirect loop with all its addresses, whoever links into it', async () => {
    await using site = await serve({
      '/': pageWithLinks('/a', '/c', '/fine'),
      '/a': redirectTo('/b'),
      '/b': redirectTo('/c'),
      '/c': redirectTo('/a'),
      '/fine': pageWithLinks(),
    });
    const { records } = await surveyOf(`${site.origin}/`, { fetchers: 1 });
    expect(outcomes(records)).toEqual({
      '/': 'surveyed',
      '/a': 'redirected',
      '/b': 'ERR_REDIRECT_LOOP',
      '/c': 'redirected',
      '/fine': 'surveyed',
    });
    const [a, b, c] = ['a', 'b', 'c'].map((name) => `${site.origin}/${name}`);
    expect(messageOf(records, '/b')).toBe(`${b} is part of a redirect loop: ${b} → ${c} → ${a} → ${b}`);
  });

  it('gives up on redirects without end', async () => {
    const routes = Array.from({ length: 40 }, (_, index) => [`/${index}`, redirectTo(`/${index + 1}`)] as const);
    await using site = await serve(Object.fromEntries(routes));
    const { records } = await surveyOf(`${site.origin}/0`);
    expect(site.requests).toHaveLength(21);
    expect(messageOf(records, '/20')).toBe(
      `${site.origin}/20 came after 20 redirects, the first of them ${site.origin}/0`,
    );
  });

  it('follows the start to where it redirects, and fetches no page twice', async () => {
    await using target = await serve({ '/home': pageWithLinks('/old'), '/old': redirectTo('/home') });
    await using site = await serve({ '/': redirectTo(`${target.origin}/home`) });
    const { records } = await surveyOf(`${site.origin}/`);
    expect(outcomes(records)).toEqual({ '/': 'redirected', '/home': 'surveyed', '/old': 'redirected' });
    expect(target.requests).toEqual(['/home', '/old']);
  });

  it('stops reading a page beyond the size limit, announced or not', async () => {
    const long = `<!doctype html>${'x'.repeat(2000)}`;
    await using site = await serve({
      '/': pageWithLinks('/announced', '/not-announced', '/fine'),
      '/announced': (_request, response) =>
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': long.length }).end(long),
      '/not-announced': long,
      '/fine': pageWithLinks(),
    });
    const { records } = await surveyOf(`${site.origin}/`, { maxBytes: 1000 });
    expect(outcomes(records)).toEqual({
      '/': 'surveyed',
      '/announced': 'ERR_PAGE_TOO_LARGE',
      '/not-announced': 'ERR_PAGE_TOO_LARGE',
      '/fine': 'surveyed',
    });
    expect(messageOf(records, '/announced')).toBe(`${site.origin}/announced is larger than 1 kB (--max-size)`);
  });

  it('reads broken HTML as browsers do, and says where it is broken', async () => {
    await using site = await serve({ '/': '<p id=a id=b>One <b>two<p><a href=/next>three', '/next': '<' });
    const { records } = await surveyOf(`${site.origin}/`);
    expect(records[0]).toMatchObject({ outcome: 'surveyed', words: 3, linksInside: 1, htmlErrorCount: 2 });
    expect(records[0]).toMatchObject({
      htmlErrors: [{ code: 'duplicate-attribute', line: 1, column: 11 }, { code: 'missing-doctype' }],
    });
    expect(outcomes(records)).toEqual({ '/': 'surveyed', '/next': 'surveyed' });
  });

  it('does not read what is no HTML, nor follow links to other hosts', async () => {
    await using elsewhere = await serve({ '/': pageWithLinks() });
    await using site = await serve({
      '/': pageWithLinks('/logo.png', `${elsewhere.origin}/`, 'mailto:somebody@example.org'),
      '/logo.png': (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('PNG'),
    });
    const { records } = await surveyOf(`${site.origin}/`);
    expect(outcomes(records)).toEqual({ '/': 'surveyed', '/logo.png': 'other' });
    expect(records[0]).toMatchObject({ linksInside: 1, linksOutside: 1 });
    expect(elsewhere.requests).toEqual([]);
  });

  it('bounds the requests at one host', async () => {
    const paths = Array.from({ length: 12 }, (_, index) => `/${index}`);
    const open: ServerResponse[] = [];
    let most = 0;
    const together: Route = (_request, response) => {
      open.push(response);
      most = Math.max(most, open.length);
      // A fourth request would be here by the time the three are answered.
      if (open.length === 3) void settled(20).then(() => open.splice(0).forEach(answerEmpty));
    };
    await using site = await serve({
      '/': pageWithLinks(...paths),
      ...Object.fromEntries(paths.map((path) => [path, together])),
    });
    const { records } = await surveyOf(`${site.origin}/`, { fetchers: 12, perHost: 3 });
    expect([records.length, most]).toEqual([13, 3]);
  });

  it('stops at the limit on pages', async () => {
    await using site = await serve({
      '/': pageWithLinks('/a', '/b', '/c'),
      '/a': pageWithLinks(),
      '/b': pageWithLinks(),
    });
    const { records, leftOut, ending } = await surveyOf(`${site.origin}/`, { maxPages: 3 });
    expect([records.length, leftOut, ending]).toEqual([3, 1, 'complete']);
  });

  it('ends in time, with a report on what there is', async () => {
    await using site = await serve({ '/': pageWithLinks('/never'), '/never': () => {} });
    const plan = { ...planFor(`${site.origin}/`, folder.path), timeout: 300 };
    const { records, ending, known } = await run(() => survey(plan));
    expect([outcomes(records), ending, known]).toEqual([{ '/': 'surveyed' }, 'out of time', 2]);
  });
});
