import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FileNotFoundError, open, OSError, tempfile, type AsyncBufferedReader } from '@x/async-fs';
import type { WaitOptions } from '@x/future';
import type { Stage } from '../../stage.ts';
import { GivenUp, signalAfter } from './giving-up.ts';
import type { Step } from './plan.ts';

type Of<Do extends Step['do']> = Extract<Step, { do: Do }>;

/** Opens many files and loses patience; those that are open by then are closed. */
export async function openAndGiveUp(
  { count, giveUpAfter, exists }: Of<'open'>,
  index: number,
  stage: Stage,
): Promise<void> {
  const path = join(stage.folder, `opened-${index}`);
  if (exists) await writeFile(path, '');
  const options = signalAfter(stage, giveUpAfter);
  const opening = Array.from({ length: count }, async () => {
    try {
      const file = await open(path, 'r', options);
      stage.expect(exists, 'every outcome is the right one', `${path} was opened, and is not there`);
      await file.close();
    } catch (error) {
      if (!(error instanceof GivenUp) && (exists || !(error instanceof FileNotFoundError))) throw error;
    }
  });
  await Promise.all(opening);
}

/** A full disk is told of, once, and the descriptor is closed all the same. */
export async function fillDisk({ size }: Of<'full'>, stage: Stage): Promise<void> {
  const errors: unknown[] = [];
  const note = (error: unknown): unknown => errors.push(error);
  const file = await open('/dev/full', 'w');
  await file.write('x'.repeat(size)).catch(note);
  await file.flush().catch(note);
  await file.close().catch(note);
  const isRight = errors.every(
    (error) => error instanceof OSError && (error as NodeJS.ErrnoException).code === 'ENOSPC',
  );
  stage.expect(
    isRight && errors.length > 0 === size > 0,
    'every outcome is the right one',
    `a full disk: ${errors.join()}`,
  );
  stage.expect(file.closed, 'nothing is left behind', 'the file on a full disk');
}

/** Temporary files hold what they are given, and go. */
export async function useTemporary({ kind, size, giveUpAfter }: Of<'temporary'>, stage: Stage): Promise<void> {
  const options = signalAfter(stage, giveUpAfter);
  try {
    if (kind === 'directory') {
      await useDirectory(options, size);
      return;
    }
    const file = await makeTemporary(kind, options);
    try {
      await file.write(Buffer.alloc(size, 7));
      await file.seek(0);
      const back = await file.read();
      stage.expect(
        back.length === size && back.every((byte) => byte === 7),
        'files hold what was written',
        `${kind} gave back ${back.length} of ${size} bytes`,
      );
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!(error instanceof GivenUp)) throw error;
  }
}

async function makeTemporary(
  kind: 'file' | 'named' | 'spooled',
  options: WaitOptions,
): Promise<AsyncBufferedReader | tempfile.AsyncSpooledBinaryFile> {
  if (kind === 'spooled') return tempfile.SpooledTemporaryFile({ maxSize: 10_000, ...options });
  return kind === 'named' ? tempfile.NamedTemporaryFile('w+b', options) : tempfile.TemporaryFile('w+b', options);
}

async function useDirectory(options: object, size: number): Promise<void> {
  const directory = await tempfile.TemporaryDirectory(options);
  await writeFile(join(directory.name, 'file'), Buffer.alloc(size));
  await directory[Symbol.asyncDispose]();
  if (existsSync(directory.name)) throw new Error(`${directory.name} is still there`);
}
