export { drive } from './drive.ts';
export { gate, type Gate } from './gate.ts';
export { leakCheck } from './leak-check.ts';
export { runProgram, startProgram, type Program, type ProgramOptions, type ProgramResult } from './program.ts';
export { passGate, SharedGate, type SharedGateHandle } from './shared-gate.ts';
export { settled } from './settled.ts';
export { untilDead } from './until-dead.ts';
