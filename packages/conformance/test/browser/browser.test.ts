import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '@x/test-kit/chromium';
import type * as InPage from './in-page.ts';

let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  // Bundling fails at the first import of Node.
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('in-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'suite',
    platform: 'browser',
    target: 'es2024',
  });
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addScriptTag({ content: outputFiles[0]!.text });
}, 240_000);

afterAll(async () => {
  await browser.close();
});

describe('future, event-loop, sync, queue and codetiming in Chromium', () => {
  it('pass all checks, without a word to the console', { timeout: 30_000 }, async () => {
    const outcomes = await page.evaluate(() => (globalThis as unknown as { suite: typeof InPage }).suite.runChecks());
    expect(outcomes.filter(({ problem }) => problem !== undefined)).toEqual([]);
    expect(outcomes.length).toBeGreaterThanOrEqual(8);
    expect(complaints).toEqual([]);
  });
});
