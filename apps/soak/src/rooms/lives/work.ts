/** What threads and processes run. */
export { die, echo, exit, fail, failMeanwhile, loopForEver, sleep, spin } from '../executors/work.ts';
