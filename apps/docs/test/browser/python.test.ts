import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siteInBrowser } from './site-in-browser.ts';

const site = siteInBrowser();
let page: Page;

beforeEach(async () => {
  page = await site.browser.newPage({ viewport: { width: 1280, height: 900 } });
});

afterEach(() => page.close());

/** What the keyboard is at. */
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

describe('the finder of names', () => {
  beforeEach(async () => {
    await page.goto(`${site.origin}/python/`);
    await page.getByLabel('Type a name').fill('wait_for');
  });

  it('says how many names there are, and what differs', async () => {
    expect(await page.locator('.finder').getByRole('status').innerText()).toBe('3 names');
    const [first] = await page.locator('.finder li').allInnerTexts();
    expect(first?.split('\n')[0]).toBe('asyncio.wait_for');
    expect(first).toContain('Locks and queues also take a timeout themselves.');
  });

  it('leads to the reference with Enter', async () => {
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/reference\/event-loop\/functions\/waitFor$/);
    // The address changes before the page does.
    await page.locator('h1', { hasText: 'waitFor()' }).waitFor();
  });

  it('goes through what it found with the arrows, and back', async () => {
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('waitFor');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Condition.waitFor');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type('x');
    expect(await page.locator('.finder').getByRole('status').innerText()).toBe('No such name');
  });

  it('leads to a class’s method, where the page says so', async () => {
    await page.getByLabel('Type a name').fill('runInExecutor');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/reference\/event-loop\/classes\/EventLoop#runinexecutor$/);
    expect(await page.locator('#runinexecutor').innerText()).toContain('runInExecutor()');
  });
});

describe('the programs side by side', () => {
  const places = async (): Promise<{ x: number; y: number }[]> => {
    const boxes = await page.locator('.languages >> nth=0').locator('> div').all();
    return Promise.all(boxes.map(async (box) => (await box.boundingBox()) ?? { x: -1, y: -1 }));
  };

  it('stand beside each other, with the output below', async () => {
    await page.goto(`${site.origin}/python/programs/waiting`);
    const [python, typescript, output] = await places();
    expect(typescript!.y).toBe(python!.y);
    expect(typescript!.x).toBeGreaterThan(python!.x);
    expect(output!.y).toBeGreaterThan(python!.y);
  });

  it('stand below each other on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${site.origin}/python/programs/waiting`);
    const [python, typescript, output] = await places();
    expect(typescript!.x).toBe(python!.x);
    expect(output!.y).toBeGreaterThan(typescript!.y);
    expect(typescript!.y).toBeGreaterThan(python!.y);
  });
});
