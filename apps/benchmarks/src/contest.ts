/** One contestant, once, in a process of its own: prints what it came to. Arguments: suite, contestant, sizes. */
import type { Measured } from './run/measured.ts';
import type { JavaScriptContestant, Suite } from './suite.ts';
import { loadSuite } from './suites.ts';

const WARMUP_PART = 2;

const [suiteName = '', contestantName = '', sizes = '1'] = process.argv.slice(2);
const suite = await loadSuite(suiteName);
const contestant = suite.contestants.find(({ name }) => name === contestantName);
if (contestant === undefined || !('run' in contestant))
  throw new RangeError(`contestant must be one of ${suiteName}, got '${contestantName}'`);
console.log(JSON.stringify(await measure(suite, contestant, sizes.split(',').map(Number))));
process.exit(0);

/** Once to warm up, so that what is measured is compiled; then for real. */
async function measure({ warmsUp, scale }: Suite, { run }: JavaScriptContestant, sizes: number[]): Promise<Measured> {
  const [first = 1] = sizes;
  const warmup = warmsUp === false ? undefined : await run(scale ? first : Math.ceil(first / WARMUP_PART), true);
  const figures: [size: number, figure: number][] = [];
  for (const size of sizes) {
    globalThis.gc?.();
    figures.push([size, await run(size)]);
  }
  return { figures, warmup };
}
