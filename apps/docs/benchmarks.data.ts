import { readFileSync } from 'node:fs';
import type { Result } from '@x/benchmarks/result';
import { chartOf, type Chart } from './src/benchmarks/view.ts';

declare const data: Chart[];
export { data };

/** What `pnpm bench` wrote; nothing, where it has not run. */
export default {
  watch: ['../benchmarks/results/*.json'],
  load: (files: readonly string[]): Chart[] =>
    files.toSorted().map((file) => chartOf(JSON.parse(readFileSync(file, 'utf8')) as Result)),
};
