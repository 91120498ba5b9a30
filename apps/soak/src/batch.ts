import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './report.ts';
import type { Violation } from './violation.ts';

/** A child process that has played its programs. */
export interface BatchResult {
  /** How many programs ended well. */
  readonly played: number;
  /** The number of the program after the last one. */
  readonly next: number;
  /** What went wrong, and in which program; without a name when it concerns all of them. */
  readonly failure?: {
    readonly name?: string | undefined;
    readonly violations: readonly Violation[];
    readonly output: string;
  };
}

export interface BatchOptions {
  readonly onReport?: (report: Report) => void;
  /** Longest silence of the child, in milliseconds: its thread is blocked then. */
  readonly silence?: number;
  /** How long the child may take to exit when it has nothing left to do. */
  readonly exitTime?: number;
  /** The file that plays the programs; tests have others. */
  readonly child?: URL;
}

const CHILD = new URL('./child.ts', import.meta.url);

/** Plays programs in a child process, and sees whether it answers, and exits by itself. */
export async function playBatch(order: Order, options: BatchOptions = {}): Promise<BatchResult> {
  const { onReport, silence = 300_000, exitTime = 15_000, child: file = CHILD } = options;
  const args = [...process.execArgv, '--expose-gc', fileURLToPath(file), JSON.stringify(order)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output = `${output}${text}`.slice(-20_000)));

  let last: Report | undefined;
  let played = 0;
  let limit = setTimeout(giveUp, silence);
  function giveUp(): void {
    child.kill('SIGKILL');
  }
  createInterface({ input: child.stdout }).on('line', (line) => {
    last = JSON.parse(line) as Report;
    if (last.event === 'finished' && last.violations.length === 0) played += 1;
    clearTimeout(limit);
    limit = setTimeout(giveUp, last.event === 'over' ? exitTime : silence);
    onReport?.(last);
  });
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (...end) => resolve(end));
  });
  clearTimeout(limit);

  const next = last !== undefined && 'index' in last ? last.index + 1 : 0;
  const violations = violationsAt(last, code, signal);
  if (violations.length === 0) return { played, next };
  const name = last !== undefined && 'name' in last ? last.name : undefined;
  return { played, next, failure: { name, violations, output } };
}

function violationsAt(
  last: Report | undefined,
  code: number | null,
  signal: NodeJS.Signals | null,
): readonly Violation[] {
  const told = last !== undefined && 'violations' in last ? last.violations : [];
  if (told.length > 0) return told;
  const end = `exit code ${code}, signal ${signal}`;
  if (last?.event !== 'over') return [{ invariant: 'nothing fails unseen', text: `the process ended or hung: ${end}` }];
  return code === 0 ? [] : [{ invariant: 'the process can exit', text: end }];
}
