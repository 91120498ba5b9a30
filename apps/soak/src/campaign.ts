import { playBatch, type BatchResult } from './batch.ts';
import { keepFailure, type Finding } from './found.ts';
import { programNamed, type Program } from './program.ts';
import type { Report } from './report.ts';
import { shrink } from './shrink.ts';

export interface CampaignOptions {
  readonly rooms: readonly string[];
  readonly seed: number;
  /** How long to play, in milliseconds. */
  readonly milliseconds: number;
  readonly onReport?: (report: Report) => void;
  readonly onFinding?: (finding: Finding) => void;
  /** Whether failing programs are kept in `found/`; `true` by default. */
  readonly keep?: boolean;
}

// A child plays for so long, in milliseconds: enough programs to see a trend in its memory.
const BATCH = 120_000;
const MOST_FINDINGS = 5;
const SHRINKING = 90_000;
// Faults come at random times, so a program may fail now and then only.
const TRIES = 3;

/** Plays the programs of a seed until time is up, in one child process after the other. */
export async function campaign(options: CampaignOptions): Promise<{ played: number; findings: readonly Finding[] }> {
  const { rooms, seed, milliseconds, onReport, onFinding, keep = true } = options;
  const end = performance.now() + milliseconds;
  const findings: Finding[] = [];
  let played = 0;
  for (let from = 0; performance.now() < end && findings.length < MOST_FINDINGS;) {
    let next = from;
    const left = Math.min(BATCH, end - performance.now());
    const result = await playBatch(
      { rooms, seed, from, milliseconds: left },
      {
        onReport: (report) => {
          if ('index' in report) next = report.index + 1;
          onReport?.(report);
        },
      },
    );
    played += result.played;
    from = next;
    if (result.failure) {
      const finding = await investigate(result.failure, seed, keep);
      findings.push(finding);
      onFinding?.(finding);
      if (next === 0) break;
    }
  }
  return { played, findings };
}

async function investigate(
  { name, violations, output }: NonNullable<BatchResult['failure']>,
  seed: number,
  keep: boolean,
): Promise<Finding> {
  const facts = { seed, node: process.version, violations, output };
  if (name === undefined) return facts;
  const fails = async (candidate: Program): Promise<boolean> => {
    for (let time = 0; time < TRIES; time++) {
      const { failure } = await playBatch({ program: candidate, name });
      if (failure !== undefined) return true;
    }
    return false;
  };
  const deadline = performance.now() + SHRINKING;
  const program = programNamed(name);
  // Alone it may never fail: then what came before is part of it.
  const isRepeatable = await fails(program);
  const shortest = isRepeatable ? await shrink(program, fails, () => performance.now() < deadline) : program;
  const finding = { ...facts, name, isRepeatable, program: shortest };
  return keep ? keepFailure(finding) : finding;
}
