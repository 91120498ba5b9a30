import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { runProgram } from '@x/test-kit';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { siteInBrowser } from './site-in-browser.ts';

const site = siteInBrowser();
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeEach(async () => {
  // Without motion a run is shown at its end at once.
  context = await site.browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 1000 } });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
});

afterEach(async () => {
  await context.close();
  expect(complaints, 'what the page complained of').toEqual([]);
});

const root = (): ReturnType<Page['locator']> => page.locator('.playground');

async function open(hash = ''): Promise<void> {
  await page.goto(`${site.origin}/playground${hash}`);
  await page.locator('.playground[data-state=loaded]').waitFor();
}

/** Runs what is in the editor to its end. */
async function run(): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.playground:not([data-state=running]):not([data-state=loaded])').waitFor();
}

async function write(program: string): Promise<void> {
  await page.locator('.cm-content').fill(program);
}

const rowNames = (): Promise<string[]> => page.locator('.pg-label b').allTextContents();
const printed = (): Promise<string[]> => page.locator('.pg-output li code').allTextContents();
const ending = (): Promise<string> => page.locator('.pg-output [role=status]').innerText();

/** What a row waits for, in the order of the drawing. */
async function waitsOf(row: string): Promise<(string | null)[]> {
  const spans = await page.locator(`.pg-task[data-row='${row}'] .pg-waiting`).all();
  return Promise.all(spans.map((span) => span.getAttribute('data-waits')));
}

async function outcomeOf(row: string): Promise<string | null> {
  return page.locator(`.pg-task[data-row='${row}'] .pg-end`).getAttribute('data-outcome');
}

async function levelsOf(row: string): Promise<number[]> {
  const levels = await page.locator(`.pg-resource[data-row='${row}'] .pg-level`).all();
  return Promise.all(levels.map(async (level) => Number(await level.getAttribute('data-level'))));
}

const failedLines = (): Promise<string[]> => page.locator('.pg-line-failed').allTextContents();

describe('the examples of the playground', () => {
  it('gather: three tasks side by side take as long as the longest', async () => {
    await open('#example=gather');
    await run();
    expect(await rowNames()).toEqual(['Task-1', 'Task-2', 'Task-3', 'Task-4']);
    expect(await waitsOf('Task-1')).toEqual(['sleep(100)', 'sleep(150)', 'sleep(50)', 'gather()']);
    expect(await waitsOf('Task-3')).toEqual(['sleep(150)']);
    expect(await outcomeOf('Task-3')).toBe('finished');
    expect(await printed()).toContain('in sequence: 300 ms');
    expect((await printed()).at(-1)).toBe("gathered: 150 ms [ 'page a', 'page b', 'page c' ]");
  });

  it('queue: the producer waits for room, and the row of the queue shows it full', async () => {
    await open('#example=queue');
    await run();
    expect(await rowNames()).toEqual(['Task-1', 'producer', 'worker a', 'worker b', 'jobs']);
    expect(await waitsOf('producer')).toContain('jobs.put()');
    expect(await waitsOf('worker b')).toContain('jobs.get()');
    expect(Math.max(...(await levelsOf('jobs')))).toBe(2);
    expect((await levelsOf('jobs')).at(-1)).toBe(0);
  });

  it('group: one part fails, the others are asked to cancel and end cancelled', async () => {
    await open('#example=group');
    await run();
    expect(await rowNames()).toEqual(['Task-1', 'quick', 'slow', 'slower', 'disk']);
    expect(await Promise.all(['quick', 'slow', 'slower', 'disk'].map(outcomeOf))).toEqual([
      'finished',
      'cancelled',
      'cancelled',
      'failed',
    ]);
    expect(await page.locator(".pg-task[data-row='slow'] .pg-cancel").count()).toBe(1);
    expect(await waitsOf('slow')).toEqual(['sleep(500)', 'sleep(5)']);
  });

  it('deadlock: it is named, and the lines are marked where the tasks wait', async () => {
    await open('#example=deadlock');
    await run();
    expect(await rowNames()).toEqual(['Task-1', 'ann', 'bob', 'plate', 'fork']);
    expect(await waitsOf('ann')).toEqual(['sleep(10)', 'fork.acquire()']);
    expect(await waitsOf('bob')).toEqual(['sleep(10)', 'plate.acquire()']);
    expect(await ending()).toContain("'bob' waits for Lock.acquire()");
    expect(await failedLines()).toContain('  await second.acquire();');
  });

  it('timeout: what is in the block is cancelled when the time is over', async () => {
    await open('#example=timeout');
    await run();
    expect(await Promise.all(['Task-2', 'Task-3'].map(outcomeOf))).toEqual(['finished', 'cancelled']);
    expect(await printed()).toContain('too slow: true');
    expect((await printed()).at(-1)).toBe('found in the attic');
  });

  it('semaphore: two at a time, one in the book', async () => {
    await open('#example=semaphore');
    await run();
    expect((await rowNames()).slice(-2)).toEqual(['seats', 'book']);
    expect(Math.max(...(await levelsOf('seats')))).toBe(2);
    expect(Math.max(...(await levelsOf('book')))).toBe(1);
    expect(await waitsOf('cat')).toContain('seats.hold()');
    expect((await printed()).at(-1)).toBe('5 entries');
  });

  it('promises: the task is known behind each await, and cancelling ends all that it waits for', async () => {
    await open('#example=promises');
    await run();
    expect(await printed()).toEqual([
      'reader counts 9',
      'reader counts 8',
      'reader counts 7',
      'news: it rains',
      'reader counts 6',
      'reader: enough',
    ]);
    expect(await waitsOf('reader')).toContain('news.get(), sleep(30)');
    expect(await outcomeOf('reader')).toBe('cancelled');
  });

  it.each(['gather', 'queue', 'group', 'deadlock', 'timeout', 'semaphore', 'promises'])(
    '%s: prints what the program as it is prints in Node',
    async (name) => {
      const file = fileURLToPath(new URL(`../../playground/examples/${name}.ts`, import.meta.url));
      await open(`#example=${name}`);
      await run();
      const virtualTime = new URL('../fixtures/virtual-time.ts', import.meta.url).href;
      const { stdout } = await runProgram(file, { execArgv: ['--import', virtualTime] });
      expect((await printed()).map((line) => `${line}\n`).join('')).toBe(stdout);
    },
  );
});

describe('a program that goes wrong', () => {
  it('marks the line of an error', async () => {
    await open();
    await write(
      "import { run, sleep } from '@x/event-loop';\n\nawait run(async () => {\n  await sleep(5);\n  throw new RangeError('too far');\n});",
    );
    await run();
    expect(await ending()).toBe('RangeError: too far');
    expect(await failedLines()).toEqual(["  throw new RangeError('too far');"]);
  });

  it('marks the line that cannot be compiled', async () => {
    await open();
    await write('const x: number = 1;\nconst y = ;\n');
    await run();
    expect(await ending()).toContain('line 2');
    expect(await failedLines()).toEqual(['const y = ;']);
  });

  it.each([
    ['@x/pool', 'needs Node'],
    ['lodash', 'cannot find'],
  ])('says why it cannot import %s', async (name, reason) => {
    await open();
    await write(`\nimport { map } from '${name}';\nconsole.log(map);`);
    await run();
    expect(await ending()).toContain(reason);
    expect(await failedLines()).toHaveLength(1);
  });

  it('stops an endless loop, names its task, and leaves the page alive', { timeout: 60_000 }, async () => {
    await open();
    await write(
      "import { createTask, run, sleep } from '@x/event-loop';\n\nawait run(async () => {\n  const spin = async () => {\n    await sleep(10);\n    for (;;);\n  };\n  await createTask(spin, { name: 'spinner' });\n});",
    );
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    // The page answers meanwhile.
    await page.locator(".pg-label b:text('spinner')").waitFor();
    await page.locator('.playground[data-state=stuck]').waitFor({ timeout: 30_000 });
    expect(await ending()).toContain("'spinner' has run for 5 s without waiting, since line 5");
    await write("console.log('alive');");
    await run();
    expect(await printed()).toEqual(['alive']);
  });

  it('stops when asked to', async () => {
    await open();
    await write('for (;;);');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.playground[data-state=stopped]').waitFor();
    expect(await ending()).toBe('Stopped.');
  });

  it('stops what goes on for ever in virtual time', { timeout: 60_000 }, async () => {
    await open();
    await write(
      "import { run, sleep } from '@x/event-loop';\nawait run(async () => {\n  for (;;) await sleep(1_000);\n});",
    );
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.locator('.playground[data-state=limit]').waitFor({ timeout: 50_000 });
    expect(await ending()).toContain('Stopped after 10000 events');
  });
});

describe('the time line', () => {
  it('goes event by event, and shows what each row does then', async () => {
    await open('#example=queue');
    await run();
    await page.getByRole('button', { name: 'To the start' }).click();
    const detail = page.locator('.pg-detail');
    const next = page.getByRole('button', { name: 'One event on' });
    await next.click();
    expect(await detail.innerText()).toBe("0 ms: 'Task-1' is made");
    await page.getByRole('group', { name: 'Time line', exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await detail.innerText()).toBe("0 ms: 'Task-1' runs");
    expect(await page.locator('.pg-state').first().innerText()).toBe('running');
    await page.getByRole('button', { name: 'One event back' }).click();
    expect(await detail.innerText()).toBe("0 ms: 'Task-1' is ready");
    expect(await page.locator('.pg-output li:not(.pg-not-yet)').count()).toBe(0);
    await page.getByRole('button', { name: 'To the end' }).click();
    expect(await page.locator('.pg-output li.pg-not-yet').count()).toBe(0);
    expect(await page.locator('.pg-state').first().innerText()).toBe('finished');
  });

  it('plays, pauses and takes a speed', async () => {
    await open('#example=gather');
    await run();
    const place = page.getByRole('slider', { name: 'Place in the time line' });
    const end = await place.inputValue();
    await page.getByRole('slider', { name: 'Speed' }).fill('3');
    await page.getByRole('button', { name: 'To the start' }).click();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(Number(await place.inputValue())).toBeLessThan(Number(end));
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await place.inputValue()).toBe(end);
    await place.fill('0');
    expect(await page.locator('.pg-now').innerText()).toBe('0 ms');
  });

  it('is told as a table, too', async () => {
    await open('#example=group');
    await run();
    await page.getByText('All events, as a table').click();
    const cells = await page.locator('.pg-table td').allTextContents();
    expect(cells).toContain("'slow' is asked to cancel");
    expect(cells).toContain("'disk' fails: RangeError: the disk is full");
  });
});

describe('a shared program', () => {
  it('comes back from its URL', async () => {
    await open();
    const program = "// ünïcödé 🎈\nconsole.log('shared', 1 + 1);";
    await write(program);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.waitForURL(/#program=/);
    const url = page.url();
    await page.goto('about:blank');
    await page.goto(url);
    await page.locator('.playground[data-state=loaded]').waitFor();
    expect((await page.locator('.cm-line').allTextContents()).join('\n')).toBe(program);
    await run();
    expect(await printed()).toEqual(['shared 2']);
  });
});

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each([1280, 380])('has no serious fault of accessibility, %i pixels wide', { timeout: 60_000 }, async (width) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: 900 });
    await open('#example=queue');
    await run();
    expect(await root().evaluate((element) => element.scrollWidth <= element.clientWidth), 'nothing sticks out').toBe(
      true,
    );
    const { violations } = await new AxeBuilder({ page }).include('.playground-page').analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
});
