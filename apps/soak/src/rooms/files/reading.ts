import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { open, readText, wrap } from '@x/async-fs';
import { TimeoutError } from '@x/future';
import type { Stage } from '../../stage.ts';
import type { Step } from './plan.ts';

type Of<Do extends Step['do']> = Extract<Step, { do: Do }>;

/** Reads lines in one of the ways, perhaps not to the end. */
export async function readLines({ lines, how, leaveAfter }: Of<'read'>, index: number, stage: Stage): Promise<void> {
  const path = join(stage.folder, `read-${index}`);
  const all = Array.from({ length: lines }, (_, line) => `${line} ${'ß'.repeat(line % 80)}\n`);
  await writeFile(path, all.join(''));
  const seen: string[] = [];
  if (how === 'whole') seen.push(...((await readText(path)).match(/.*\n/g) ?? []));
  else if (how === 'lines') {
    for await (const line of open(path)) if (seen.push(line) >= leaveAfter) break;
  } else {
    const file = await open(path);
    try {
      if (how === 'batches') {
        for await (const batch of file.lineBatches()) if (seen.push(...batch) >= leaveAfter) break;
      } else {
        for (let line = await file.readline(); line !== '' && seen.push(line) < leaveAfter;)
          line = await file.readline();
      }
    } finally {
      await file.close();
    }
  }
  const isRight =
    seen.every((line, at) => line === all[at]) &&
    (seen.length === lines || (how !== 'whole' && seen.length >= Math.min(lines, leaveAfter)));
  stage.expect(isRight, 'files hold what was written', `${how} gave ${seen.length} of ${lines} lines of ${path}`);
}

/** A reader that loses patience again and again misses nothing. */
export async function readSlowly({ pieces, timeout }: Of<'slow'>, stage: Stage): Promise<void> {
  const peer = new PassThrough();
  const file = wrap(peer, 'r');
  const sent = Array.from({ length: pieces }, (_, piece) => `${piece}${piece % 2 === 0 ? ' half' : ' line\n'}`);
  const sending = (async () => {
    for (const piece of sent) {
      await stage.pause(2);
      peer.write(piece);
    }
    peer.end();
  })();
  let text = '';
  for (let isOver = false; !isOver;) {
    try {
      const line = await file.readline(-1, { timeout });
      text += line;
      isOver = line === '';
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
    }
  }
  await sending;
  await file.close();
  stage.expect(
    text === sent.join(''),
    'files hold what was written',
    `a slow peer sent ${JSON.stringify(sent.join(''))}, ${JSON.stringify(text)} came`,
  );
}
