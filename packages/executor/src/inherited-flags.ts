// Followed by a value, as an argument of its own or behind `=`.
const WITH_VALUE = ['-e', '--eval', '-p', '--print', '-pe', '--input-type'];

/**
 * The flags of Node that a worker process takes over from its program: not the program's text (`node --eval …`), which the
 * worker would run in place of its own, starting another worker, and so on.
 */
export function inheritedFlags(flags: readonly string[] = process.execArgv): string[] {
  const inherited: string[] = [];
  for (let i = 0; i < flags.length; i++) {
    const flag = flags[i] as string;
    if (WITH_VALUE.includes(flag)) i++;
    else if (!WITH_VALUE.some((one) => flag.startsWith(`${one}=`))) inherited.push(flag);
  }
  return inherited;
}
