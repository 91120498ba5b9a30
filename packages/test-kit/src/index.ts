export { programsIn, promisedLines, promisedOutput, runSource, withAssertions } from './documented-programs.ts';
export { fakeTimers } from './fake-timers.ts';
export { gate, type Gate } from './gate.ts';
export { leakCheck } from './leak-check.ts';
export {
  modesOf,
  type Body,
  type Limits,
  type Mode,
  type ModeTools,
  type Started,
  type Steps,
  type World,
} from './modes.ts';
export { runProgram, startProgram, type Program, type ProgramOptions, type ProgramResult } from './program.ts';
export { passGate, SharedGate, type SharedGateHandle } from './shared-gate.ts';
export { settled } from './settled.ts';
