import type { StackFrame } from './stack-frame.ts';
import { captureFrames } from './stack-frame.ts';

const sites = new WeakMap<object, readonly StackFrame[]>();

/** Remembers where a wait begins; for debug mode, since it takes a stack trace. */
export function noteWaitSite(wait: object): void {
  sites.set(wait, captureFrames());
}

/** Where a wait began; `undefined` outside debug mode, and where a future is awaited, which leaves no trace. */
export function waitSite(wait: object): readonly StackFrame[] | undefined {
  return sites.get(wait);
}
