export { fakeTimers } from './fake-timers.ts';
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
