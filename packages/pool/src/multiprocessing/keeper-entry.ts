import { fork } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { ExitState } from './exit-state.ts';
import type { KeepNews, KeepOrder } from './order.ts';
import { receiveStream, sendStream } from './stream-over-port.ts';

const CHILD = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? './child-entry.ts' : './child-entry.js', import.meta.url),
);

// After so many milliseconds nobody waits for the last words of a process whose output others hold open.
const LAST_WORDS = 1_000;

parentPort?.on('message', (order: KeepOrder | 'leave') => {
  if (order === 'leave') process.exit();
  else keep(order);
});

/** Starts a process, and tells of its end. */
function keep({ child: bytes, state: shared, env, execArgv, execPath, port, ...streams }: KeepOrder): void {
  const state = new ExitState(shared);
  const { stdin, stdout, stderr } = streams;
  const child = fork(CHILD, {
    env,
    execPath,
    execArgv: [...execArgv],
    serialization: 'advanced',
    stdio: [stdin ? 'pipe' : 'ignore', stdout ? 'pipe' : 'inherit', stderr ? 'pipe' : 'inherit', 'ipc'],
  });
  if (child.pid === undefined) {
    child.on('error', (error) => {
      port.postMessage({ error } satisfies KeepNews);
      state.noteEnded(-1);
      port.close();
    });
    return;
  }
  state.noteStarted(child.pid);
  // It may have ended before it could be told what to do.
  child.on('error', () => undefined);
  child.send(bytes, () => undefined);
  child.once('exit', (code, signal) => {
    state.noteEnded(signal === null ? (code ?? 0) : -constants.signals[signal]);
    listenOn();
  });
  child.once('close', () => port.close());
  // Others may hold its output open. As long as somebody still reads what it printed it has not been said.
  const listenOn = (): void => {
    setTimeout(() => {
      if (child.stdout?.isPaused() === true || child.stderr?.isPaused() === true) listenOn();
      else for (const one of [stdout, stderr, port]) one?.close();
    }, LAST_WORDS).unref();
  };
  child.stdin?.on('error', () => undefined);
  void receiveStream(stdin, child.stdin).then(() => child.stdin?.end());
  child.once('exit', () => stdin?.close());
  sendStream(child.stdout, stdout, destroy);
  sendStream(child.stderr, stderr, destroy);
}

// The process is told that nobody reads what it prints.
function destroy(stream: Readable): void {
  stream.destroy();
}
