import { join } from 'node:path';
import { taskModule } from '@x/executor';
import { Pool } from '@x/pool';
import type { SurveyedPage } from '../crawl/record.ts';
import type { SurveyStore } from '../store/survey-store.ts';
import type * as wordTask from './count-words-task.ts';
import { WordIndex, type WordSummary } from './word-index.ts';

const task = taskModule<typeof wordTask>(new URL('./count-words-task.ts', import.meta.url));

/** Counts the words of the saved pages in a pool of processes, and writes them to `words.ndjson` as one index. */
export async function indexWords(
  store: SurveyStore,
  pages: readonly SurveyedPage[],
  processes: number,
): Promise<WordSummary> {
  const saved = pages.map(({ file, contentType }) => ({ path: join(store.folder, file), file, contentType }));
  const index = new WordIndex();
  await using pool = new Pool(processes);
  for await (const words of pool.imapUnordered(task.countWords, saved, { chunksize: 8 })) index.add(words);
  await store.writeLines('words.ndjson', index.lines());
  return index.summarize();
}
