let made = 0;

/** In front of the number in a worker's name: `PoolWorker-1_0` is the first worker of the first pool. */
export function nextPoolName(): string {
  made += 1;
  return `PoolWorker-${made}`;
}

/** `new Pool(4, { … })` and `new Pool({ processes: 4, … })` mean the same. */
export function poolOptions<O extends { readonly processes?: number | undefined }>(
  processes: number | O | undefined,
  options: O | undefined,
): O {
  if (typeof processes === 'object') return { ...options, ...processes };
  return { ...(options as O), ...(processes === undefined ? {} : { processes }) };
}
