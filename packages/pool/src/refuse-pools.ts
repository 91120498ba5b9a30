/** Refuses to send a pool to a worker, where it would be an empty shell. */
export function refusePools(args: readonly unknown[], isPool: (value: unknown) => boolean): void {
  const at = args.findIndex(isPool);
  if (at >= 0) throw new TypeError(`args[${at}]: pool objects cannot be passed between processes`);
}
