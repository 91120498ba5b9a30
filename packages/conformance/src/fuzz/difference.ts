export interface Difference {
  /** Index of the first line that is not the same. */
  readonly at: number;
  /** What differs, without names, times and values: programs that differ for one reason share it. */
  readonly signature: string;
  /** Both traces around the place: `<` CPython, `>` ours. */
  readonly text: string;
}

/** How two traces differ first, or undefined when they are equal. */
export function difference(python: readonly string[], ours: readonly string[], context = 8): Difference | undefined {
  const length = Math.max(python.length, ours.length);
  let at = 0;
  while (at < length && python[at] === ours[at]) at += 1;
  if (at === length) return undefined;
  return {
    at,
    signature: `${kindOf(python[at])} | ${kindOf(ours[at])}`,
    text: [
      ...python.slice(Math.max(0, at - context), at).map((line) => `  ${line}`),
      ...side('<', python.slice(at, at + context)),
      ...side('>', ours.slice(at, at + context)),
    ].join('\n'),
  };
}

function side(mark: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [`${mark} (end)`] : lines.map((line) => `${mark} ${line}`);
}

/** `12 3 t4 put q1 ! QueueShutDown` becomes `task put ! QueueShutDown`. */
function kindOf(line: string | undefined): string {
  if (line === undefined) return '(nothing)';
  const words = line.split(' ');
  const [who = '', what = '', ...rest] = /^-?[\d.]+$/.test(words[0] ?? '') ? words.slice(2) : words;
  if (['end', 'watchdog', 'loop', 'RUN'].includes(who)) return who;
  const bang = rest.indexOf('!');
  if (bang >= 0) return `task ${what} ! ${/^\w+/.exec(rest[bang + 1] ?? '')?.[0] ?? ''}`;
  return rest.includes('->') ? `task ${what} -> …` : `task ${what}`;
}
