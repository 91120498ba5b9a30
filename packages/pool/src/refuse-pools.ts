const pools = new WeakSet();

/** Notes a pool, so that it is known by {@link refusePools}. */
export function markAsPool(pool: object): void {
  pools.add(pool);
}

/** Refuses to send a pool to a worker, where it would be an empty shell. */
export function refusePools(args: readonly unknown[]): void {
  const at = args.findIndex((arg) => typeof arg === 'object' && arg !== null && pools.has(arg));
  if (at >= 0) throw new TypeError(`args[${at}]: pool objects cannot be passed between processes`);
}
