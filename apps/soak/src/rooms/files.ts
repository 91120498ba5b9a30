import type { Room } from '../room.ts';
import { filePlans, type FilePlan } from './files/plan.ts';
import { playFiles } from './files/play.ts';

/** Files, under impatience, removal and full disks. */
export const files: Room<FilePlan> = {
  name: 'files',
  plans: filePlans,
  play: (plan, stage) => playFiles(plan, stage),
};
