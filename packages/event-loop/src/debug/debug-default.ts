/**
 * Whether new loops are in debug mode: when the environment variable `ASYNCIO_DEBUG` is set and not empty.
 *
 * @see Python: {@link https://docs.python.org/3/using/cmdline.html#envvar-PYTHONASYNCIODEBUG | PYTHONASYNCIODEBUG}
 */
export function debugDefault(): boolean {
  const { process } = globalThis as { process?: Partial<NodeJS.Process> };
  return (process?.env?.['ASYNCIO_DEBUG'] ?? '') !== '';
}
