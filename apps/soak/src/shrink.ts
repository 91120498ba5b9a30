import type { Program } from './program.ts';

/** Plays a program, and says whether it fails. */
export type Fails = (program: Program) => Promise<boolean>;

/**
 * The shortest program found that still fails: steps are left out, in large pieces and then in smaller ones, for as long
 * as `hasTime` says.
 */
export async function shrink(program: Program, fails: Fails, hasTime: () => boolean): Promise<Program> {
  let best = program;
  for (let piece = Math.ceil(best.plan.steps.length / 2); piece >= 1; piece = Math.floor(piece / 2)) {
    for (let at = 0; at < best.plan.steps.length && hasTime();) {
      const candidate = without(best, at, piece);
      if (await fails(candidate)) best = candidate;
      else at += piece;
    }
  }
  return best;
}

function without({ room, plan }: Program, at: number, count: number): Program {
  return { room, plan: { ...plan, steps: plan.steps.toSpliced(at, count) } };
}
