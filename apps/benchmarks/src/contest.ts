/** One contestant, once, in a process of its own: prints its figure. Arguments: suite, contestant, size. */
import { findSuite } from './suites.ts';

const [suiteName = '', contestantName = '', size = '1'] = process.argv.slice(2);
const contestant = findSuite(suiteName).contestants.find(({ name }) => name === contestantName);
if (contestant === undefined) throw new RangeError(`contestant must be one of ${suiteName}, got '${contestantName}'`);

// Once to warm up, so that what is measured is compiled; then for real.
await contestant.run(Math.max(1, Math.ceil(Number(size) / 10)));
globalThis.gc?.();
console.log(JSON.stringify(await contestant.run(Number(size))));
process.exit(0);
