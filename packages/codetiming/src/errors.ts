/** Why a {@link TimerError} was thrown. */
export type TimerErrorReason = 'running' | 'not running' | 'not kept';

const MESSAGES: Readonly<Record<TimerErrorReason, string>> = {
  running: 'Timer is running. Use .stop() to stop it',
  'not running': 'Timer is not running. Use .start() to start it',
  'not kept': 'Single timings are not kept. Use new Timers() without { exact: false } to keep them',
};

/**
 * A timer or its timings were used in a way that their state does not allow.
 *
 * @remarks
 * Nothing has changed: a running timer goes on with its measurement.
 *
 * @see Python: {@link https://pypi.org/project/codetiming/ | codetiming.TimerError}
 */
export class TimerError extends Error {
  override readonly name = 'TimerError';
  readonly code = 'ERR_TIMER';
  readonly reason: TimerErrorReason;

  constructor(reason: TimerErrorReason) {
    super(MESSAGES[reason]);
    this.reason = reason;
  }
}
