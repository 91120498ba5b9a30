export { taskModule, type TaskModule } from '@x/executor/task';
export { SystemExit, TimeoutError } from '@x/future';
export { cpuCount } from './cpu-count.ts';
export { activeChildren } from './multiprocessing/children.ts';
export { currentProcess, getStartMethod, parentProcess } from './multiprocessing/current.ts';
export type { ParentProcess, ProcessInfo } from './multiprocessing/current.ts';
export { Process } from './multiprocessing/process.ts';
export type { ProcessOptions } from './multiprocessing/process-options.ts';
