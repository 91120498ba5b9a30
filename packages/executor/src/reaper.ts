import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

// Reads which processes there are, until the pipe closes, which it does however the program ends.
const SCRIPT = `
pids=' '
while read -r what pid; do
  case $what in
    adopt) pids="$pids$pid " ;;
    release) pids="\${pids%% $pid *} \${pids#* $pid }" ;;
  esac
done
for pid in $pids; do kill -9 "$pid"; done
`;

const watched = new Set<number>();
let shell: ChildProcess | undefined;
let allEnded: Promise<unknown> = Promise.resolve();

/**
 * Has a process killed when the program is gone, however it went.
 *
 * @remarks
 * A program that is ended by SIGKILL, or by any signal while its thread is blocked, runs no code of ours any more, and a
 * worker in an endless loop runs none either. So a small shell beside the program waits for its end. One for all workers
 * takes two megabytes and five milliseconds, where a thread in each worker would take several times both. Where there
 * is no shell nothing is lost but this; Windows ends the processes by itself.
 *
 * @internal
 */
export function reap(pid: number | undefined): void {
  if (pid === undefined || process.platform === 'win32') return;
  shell ??= start();
  watched.add(pid);
  tell(`adopt ${pid}`);
}

/** The process has ended, and its number may become that of another. */
export function spare(pid: number): void {
  if (!watched.delete(pid)) return;
  tell(`release ${pid}`);
  if (watched.size > 0) return;
  shell?.stdin?.end();
  shell = undefined;
}

/** Resolves when the shells that have nothing to watch have ended: a thread that is gone by then leaves them as zombies. */
export async function shellsEnded(): Promise<void> {
  await allEnded;
}

function tell(what: string): void {
  shell?.stdin?.write(`${what}\n`);
}

// In a group of its own, where no Ctrl-C reaches it.
function start(): ChildProcess {
  const started = spawn('/bin/sh', ['-c', SCRIPT], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, cwd: '/' });
  const ended = new Promise<void>((resolve) => {
    started.once('exit', () => resolve());
    started.on('error', () => resolve());
  });
  allEnded = Promise.all([allEnded, ended]);
  started.unref();
  started.stdin.on('error', () => undefined);
  // Which it always is, where there is a shell.
  if (started.stdin instanceof Socket) started.stdin.unref();
  return started;
}
