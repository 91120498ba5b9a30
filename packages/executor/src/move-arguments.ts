import type { SubmitOptions } from './options.ts';

/**
 * Detaches what is to be transferred at the call, as the caller expects, though the task has to wait for a worker, or
 * goes to a process, which copies. If that fails, nothing is detached.
 */
export function moveArguments(
  args: readonly unknown[],
  options: SubmitOptions,
): { readonly args: readonly unknown[]; readonly options: SubmitOptions } {
  const { transfer } = options;
  if (transfer === undefined || transfer.length === 0) return { args, options };
  const moved = structuredClone({ args, transfer }, { transfer: [...transfer] as never });
  return { args: moved.args, options: { ...options, transfer: moved.transfer } };
}
