import { inspect } from 'node:util';
import { deserialize } from 'node:v8';
import { loadTask } from '@x/executor/task';
import { SystemExit } from '@x/future';
import { flushOutput } from '../lifetime/flush-output.ts';
import { joinOwnThreads } from '../threading/registry.ts';
import { joinOwnChildren } from './children.ts';
import type { ChildOrder } from './order.ts';
import { becomeProcess, ownFacts } from './process-facts.ts';

// Output that nobody reads any more is no failure of the process.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('uncaughtException', (error) => void leave(codeOf(error)));
process.once('message', (bytes: Uint8Array) => void run(deserialize(bytes) as ChildOrder));

async function run({ target, args, facts }: ChildOrder): Promise<void> {
  becomeProcess(facts);
  // The parent ends its daemons. If it was killed it could not.
  if (facts.daemon) process.once('disconnect', () => process.exit(1));
  try {
    if (target !== undefined) await (await loadTask(target))(...args);
    await leave(undefined);
  } catch (error) {
    await leave(codeOf(error));
  }
}

/** The exit code for what the target threw; says on stderr what it was. */
function codeOf(error: unknown): number {
  if (!(error instanceof SystemExit)) {
    const text = error instanceof Error ? error.stack : inspect(error);
    process.stderr.write(`Process ${ownFacts().name}:\n${text}\n`);
    return 1;
  }
  const [code] = error.args;
  if (code !== null && !['number', 'boolean', 'undefined'].includes(typeof code)) {
    process.stderr.write(`${typeof code === 'string' ? code : inspect(code)}\n`);
  }
  return error.exitCode;
}

async function leave(code: number | undefined): Promise<void> {
  // As in Python, a process waits for what it has started, but for daemons.
  await joinOwnThreads();
  await joinOwnChildren();
  await flushOutput();
  process.exit(code);
}
