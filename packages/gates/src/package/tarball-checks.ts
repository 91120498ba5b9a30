import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import type { Checklist } from '../checklist.ts';
import { node } from './command.ts';
import { assertContents } from './contents.ts';
import type { Tarball } from './pack.ts';
import { assertPapers } from './papers.ts';

/** Looks at a tarball without installing it. */
export async function checkTarball(checks: Checklist, tarball: Tarball | undefined): Promise<void> {
  await checks.given(tarball, 'holds what it should, and nothing else', assertContents);
  await checks.given(tarball, 'papers are in order', assertPapers);
  await checks.given(tarball, 'publint', assertPublishable);
  await checks.given(tarball, 'are the types wrong', assertTypesResolve);
}

async function assertPublishable({ file, manifest }: Tarball): Promise<void> {
  const { messages } = await publint({
    pack: { tarball: Uint8Array.from(await readFile(file)).buffer },
    strict: true,
  });
  if (messages.length > 0)
    throw new Error(messages.map((message) => formatMessage(message, { ...manifest })).join('\n'));
}

async function assertTypesResolve({ file }: Tarball): Promise<void> {
  const cli = createRequire(import.meta.url).resolve('@arethetypeswrong/cli/package.json');
  await node([join(dirname(cli), 'dist/index.js'), file, '--profile', 'esm-only'], { cwd: dirname(file) });
}
