import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { definitionOf, taskModule } from '../src/task-module.ts';

type Work = typeof import('./fixtures/work.ts');
const url = new URL('./fixtures/work.ts', import.meta.url);

describe('taskModule', () => {
  it('stands for the functions of the module, without loading it', () => {
    const work = taskModule<Work>(url);
    expect(definitionOf(work.pow)).toEqual({ kind: 'module', url: url.href, name: 'pow' });
    expect(work.pow).toBe(work.pow);
    expect(() => work.pow(1, 2)).toThrow('pow() runs in a worker: call executor.submit(pow, ...args)');
  });

  it('takes a string, and a data: URL', () => {
    expect(definitionOf(taskModule<Work>(url.href).pow)).toMatchObject({ url: url.href });
    expect(() => taskModule('data:text/javascript,export const a = () => 1')).not.toThrow();
  });

  it.each([
    ['.ts', '.js'],
    ['.js', '.ts'],
    ['.mts', '.mjs'],
    ['.mjs', '.mts'],
  ])('finds %s under the name of %s', (present, asked) => {
    const folder = mkdtempSync(join(tmpdir(), 'task-module-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, `work${present}`), '');
    const { run } = taskModule<{ run: () => void }>(pathToFileURL(join(folder, `work${asked}`)));
    expect(definitionOf(run)).toMatchObject({ url: pathToFileURL(join(folder, `work${present}`)).href });
    copyFileSync(join(folder, `work${present}`), join(folder, `work${asked}`));
    expect(
      definitionOf(taskModule<{ run: () => void }>(pathToFileURL(join(folder, `work${asked}`))).run),
    ).toMatchObject({
      url: pathToFileURL(join(folder, `work${asked}`)).href,
    });
  });

  it('EXEC-010 refuses a module that does not exist, naming both files it looked for', () => {
    expect(() => taskModule(new URL('./gone.ts', import.meta.url))).toThrow(
      /url must name a module that exists, tried .*gone\.ts and .*gone\.js/,
    );
    expect(() => taskModule(new URL('./gone.json', import.meta.url))).toThrow(/tried \S*gone\.json$/);
  });

  it('refuses what is no absolute URL of a module', () => {
    for (const wrong of ['./work.ts', 'https://example.com/work.js', 'node:fs', '', undefined as unknown as string]) {
      expect(() => taskModule(wrong), wrong).toThrow(TypeError);
    }
  });

  it('is no thenable, and cannot be written to', async () => {
    const work = taskModule<Work>(url);
    expect(await Promise.resolve(work)).toBe(work);
    expect(() => Object.assign(work, { pow: 1 })).toThrow(TypeError);
  });
});
