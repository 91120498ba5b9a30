import { readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { atomicWrite, readText, type AnyFile, type Mode } from '@x/async-fs';
import type { Stage } from '../../stage.ts';
import { isDone, signalAfter } from './giving-up.ts';
import type { Step } from './plan.ts';

/** How a file is opened for writing. */
export type Open = (path: string, mode: Mode, options?: { readonly buffering?: number }) => PromiseLike<AnyFile>;

type Of<Do extends Step['do']> = Extract<Step, { do: Do }>;

interface Writer extends AsyncDisposable {
  write(data: unknown, options?: object): Promise<number>;
  detach?(): Promise<AsyncDisposable>;
  close(): Promise<void>;
}

/** Calls all writes at once, and finds them in the file in their order; those given up whole, or not at all. */
export async function writePieces(
  { pieces, mode, end }: Of<'write'>,
  index: number,
  stage: Stage,
  openFile: Open,
): Promise<void> {
  const path = join(stage.folder, `written-${index}`);
  const head = mode === 'a' ? 'head' : '';
  await writeFile(path, head === '' ? 'to be overwritten' : head);
  const opened = await openFile(path, mode === 'raw' ? 'wb' : mode, mode === 'raw' ? { buffering: 0 } : {});
  const file = opened as unknown as Writer;
  const isText = mode === 'w' || mode === 'a';
  const writes = pieces.map(({ size, giveUpAfter }, piece) => {
    const text = `<${piece}:${'é'.repeat(size)}>`;
    const data = isText ? text : Buffer.from(text);
    return { text, done: isDone(file.write(data, signalAfter(stage, giveUpAfter))) };
  });
  const done = await Promise.all(writes.map((write) => write.done));
  if (end === 'removed') await unlink(path);
  if (end === 'detach' && mode !== 'raw' && file.detach) await (await file.detach())[Symbol.asyncDispose]();
  else if (end === 'dispose') await file[Symbol.asyncDispose]();
  else await file.close();
  if (end === 'removed') return;

  const content = await readFile(path, 'utf8');
  let at = content.startsWith(head) ? head.length : -1;
  for (const [piece, { text }] of writes.entries()) {
    if (content.startsWith(text, at)) at += text.length;
    else if (done[piece] === true)
      stage.violate('files hold what was written', `piece ${piece} is missing in ${path}, opened with ${mode}`);
  }
  stage.expect(
    at === content.length,
    'files hold what was written',
    `${content.length - at} characters too many in ${path}`,
  );
}

/** Replaces a file as a whole, while it is read. */
export async function replaceFile({ times, giveUpAfter }: Of<'replace'>, index: number, stage: Stage): Promise<void> {
  const path = join(stage.folder, `replaced-${index}`);
  const contentOf = (time: number): string => `${time}`.repeat(20_000);
  await atomicWrite(path, contentOf(0));
  for (let time = 1; time <= times; time++) {
    const replacing = isDone(atomicWrite(path, contentOf(time), signalAfter(stage, giveUpAfter)));
    const during = await readText(path);
    const isReplaced = await replacing;
    const after = await readText(path);
    const isWhole = [during, after].every(
      (content) => content.length === 20_000 && content === contentOf(Number(content[0])),
    );
    stage.expect(isWhole, 'files hold what was written', `half of ${path} was seen`);
    if (isReplaced) stage.expect(after === contentOf(time), 'files hold what was written', `${path} was not replaced`);
  }
  const temporary = (await readdir(dirname(path))).filter((name) => name.startsWith(`.${basename(path)}.`));
  stage.expect(temporary.length === 0, 'nothing is left behind', `beside ${path}: ${temporary.join()}`);
}
