import { captureFrames, describeFrame, parseFrames, type StackFrame } from '../call-graph/stack-frame.ts';
import { outerFrames, suspendedStack } from '../call-graph/task-stack.ts';
import { outsideLines } from '../debug/creation-site.ts';
import { describeError } from '../future/describe-future.ts';
import { currentTask } from './current-task.ts';
import type { Task } from './task.ts';

/** How much of a stack is wanted. */
export interface StackOptions {
  /** How many frames at most: the innermost of a task that goes on, the outermost of one that failed. */
  readonly limit?: number | undefined;
}

/** How a stack is printed. */
export interface PrintStackOptions extends StackOptions {
  /** Where it is written; `console.error` by default. */
  readonly file?: { write(text: string): unknown } | undefined;
}

/** The frames of a task, outermost first; `error` is what ended it, if it failed. */
export function stackOf(task: Task<unknown>, error: unknown, { limit }: StackOptions): StackFrame[] {
  if (error !== undefined) return failedStack(error).slice(0, limit);
  const isRunning = currentTask({ loop: task.getLoop() }) === task;
  const stack = isRunning ? [...captureFrames(), ...outerFrames(task)] : suspendedStack(task);
  return stack.slice(0, limit).reverse();
}

/** The stack of a task as text, as {@link stackOf} has it. */
export function describeStack(task: Task<unknown>, error: unknown, options: StackOptions): string {
  const frames = stackOf(task, error, options).map((frame) => `  ${describeFrame(frame)}`);
  if (frames.length === 0) return `No stack for ${task.toString()}`;
  const kind = error === undefined ? 'Stack' : 'Traceback';
  return [
    `${kind} for ${task.toString()} (most recent call last):`,
    ...frames,
    ...(error === undefined ? [] : [describeError(error)]),
  ].join('\n');
}

function failedStack(error: unknown): StackFrame[] {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  return parseFrames(outsideLines(stack)).reverse();
}
