import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';

const options = {
  /** Nothing that this repository's scripts run reports home. */
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
  /** Commands in `node_modules/.bin` are scripts on Windows, and need a shell there. */
  shell: process.platform === 'win32',
};

/** Runs turbo with its output on ours; resolves with its exit code. */
export async function turbo(args: readonly string[]): Promise<number> {
  const child = spawn('turbo', ['run', ...args], { ...options, stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** What turbo would run, as JSON. */
export async function turboPlan(tasks: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('turbo', ['run', ...tasks, '--dry=json'], {
    ...options,
    maxBuffer: Infinity,
  });
  return stdout;
}
