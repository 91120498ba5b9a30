import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { siteInBrowser } from './site-in-browser.ts';

const BUILT = fileURLToPath(new URL('../../.vitepress/dist', import.meta.url));
const SCRIPT_LIMIT = 300_000;

/** Every page of the site; of the reference, one of each kind, since they are made alike. */
const PAGES = [
  ...globSync('**/*.html', { cwd: BUILT })
    .map((file) => `/${file.replaceAll('\\', '/').replace(/(index)?\.html$/, '')}`)
    .filter((path) => !path.startsWith('/reference/') && path !== '/404'),
  '/reference/',
  '/reference/async-fs/namespaces/os/',
  '/reference/event-loop/',
  '/reference/event-loop/classes/EventLoop',
  '/reference/event-loop/functions/gather',
  '/reference/executor/type-aliases/OnWorkerLost',
  '/reference/future/variables/FIRST_COMPLETED',
  '/reference/queue/interfaces/QueueOptions',
].sort();

const site = siteInBrowser();

/** A page of the site with what went wrong on it, and how much script it took. */
interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** What the console said, and each request to another host. */
  readonly complaints: readonly string[];
  scriptBytes(): Promise<number>;
}

async function visit(path: string, colorScheme: 'light' | 'dark' = 'light'): Promise<Visit> {
  const context = await site.browser.newContext({ colorScheme, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(site.origin)) complaints.push(request.url());
  });
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    // What is fetched ahead, for pages that the reader may go to next, is no script yet.
    if (response.request().resourceType() === 'script') sizes.push(response.body().then((body) => body.length));
  });
  await page.goto(site.origin + path, { waitUntil: 'networkidle' });
  return {
    page,
    complaints,
    scriptBytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

// A page is mostly waited for: some at once take half the time.
describe.concurrent('each page', () => {
  it.each(PAGES)('%s is quiet, light, and fits on a phone', async (path) => {
    await using visited = await visit(path);
    expect(await visited.page.locator('h1').first().textContent()).not.toBe('404');
    expect(visited.complaints).toEqual([]);
    if (!path.startsWith('/playground')) expect(await visited.scriptBytes()).toBeLessThan(SCRIPT_LIMIT);

    await visited.page.setViewportSize({ width: 360, height: 740 });
    const [content, shown] = await visited.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return [scrollWidth, clientWidth];
    });
    expect(content, 'its width').toBeLessThanOrEqual(shown);
  });
});

describe.concurrent('accessibility', () => {
  const looks = ['/', '/guides/', '/guides/tasks', '/guides/from-piscina', '/python/', '/python/asyncio', '/benchmarks']
    .concat('/changelog/queue', '/reference/', '/reference/queue/classes/Queue', '/playground')
    .flatMap((path) => (['light', 'dark'] as const).map((colorScheme) => ({ path, colorScheme })));

  it.each(looks)('$path has no serious fault in the $colorScheme', async ({ path, colorScheme }) => {
    await using visited = await visit(path, colorScheme);
    const { violations } = await new AxeBuilder({ page: visited.page }).analyze();
    const faults = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => ({ id, target, failureSummary })));
    expect(faults).toEqual([]);
  });

  it('leads by keyboard from the top of a page to its text, and opens the search', async () => {
    await using visited = await visit('/guides/tasks');
    const { page } = visited;
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Skip to content');
    await page.keyboard.press('/');
    await page.locator('.VPLocalSearchBox input').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.VPLocalSearchBox').waitFor({ state: 'detached' });
  });
});

describe('the search', () => {
  it.each(['run_in_executor', 'runInExecutor'])('finds %s', async (name) => {
    await using visited = await visit('/');
    const { page } = visited;
    await page.keyboard.press('/');
    await page.locator('.VPLocalSearchBox input').fill(name);
    const results = page.locator('.VPLocalSearchBox .result');
    await results.first().waitFor();
    const links = await results.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(links.some((link) => link.startsWith('/reference/event-loop/classes/EventLoop'))).toBe(true);
    expect(links.some((link) => link.startsWith('/python/'))).toBe(true);
    expect(visited.complaints).toEqual([]);
  });
});
