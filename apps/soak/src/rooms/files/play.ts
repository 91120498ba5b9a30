import type { Stage } from '../../stage.ts';
import type { FilePlan, Step } from './plan.ts';
import { readLines, readSlowly } from './reading.ts';
import { fillDisk, openAndGiveUp, useTemporary } from './opening.ts';
import { replaceFile, writePieces, type Open } from './writing.ts';
import { open } from '@x/async-fs';

const PATIENCE = 30_000;

/** Uses files in many ways at once, and checks their content. `openFile` is there for tests, which plant defects. */
export async function playFiles({ steps }: FilePlan, stage: Stage, openFile: Open = open): Promise<void> {
  const uses = steps.map(async (step, index) => {
    try {
      await use(step, index, stage, openFile);
    } catch (error) {
      stage.violate('every outcome is the right one', `${step.do} threw ${(error as Error).stack ?? String(error)}`);
    }
  });
  const haveEnded = await stage.settles(Promise.all(uses), PATIENCE);
  stage.expect(haveEnded, 'every task settles exactly once', 'an operation on a file never ended');
}

function use(step: Step, index: number, stage: Stage, openFile: Open): Promise<void> {
  switch (step.do) {
    case 'write':
      return writePieces(step, index, stage, openFile);
    case 'replace':
      return replaceFile(step, index, stage);
    case 'read':
      return readLines(step, index, stage);
    case 'slow':
      return readSlowly(step, stage);
    case 'full':
      return fillDisk(step, stage);
    case 'temporary':
      return useTemporary(step, stage);
    case 'open':
      return openAndGiveUp(step, index, stage);
  }
}
