export { TimerError, type TimerErrorReason } from './errors.ts';
export { Histogram, type HistogramBucket } from './histogram.ts';
export { Summary } from './summary.ts';
export { timed, type TimedDecorator } from './timed.ts';
export { Timer, type Logger, type TimerOptions } from './timer.ts';
export { Timers, type TimersOptions } from './timers.ts';
export { type TimerText } from './timer-text.ts';
export { type AnyFunction, type Wrapped } from './wrap.ts';
