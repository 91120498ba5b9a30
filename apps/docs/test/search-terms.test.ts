import { expect, it } from 'vitest';
import { searchTerms } from '../.vitepress/search-terms.ts';

it.each([
  ['run_in_executor', ['runinexecutor', 'run', 'in', 'executor']],
  ['runInExecutor', ['runInExecutor', 'run', 'In', 'Executor']],
  ['loop.call_soon()', ['loop', 'callsoon', 'call', 'soon']],
  ['qsize', ['qsize']],
  ['a plain text, of 3 words', ['a', 'plain', 'text', 'of', '3', 'words']],
  ['__excepthook__', ['excepthook']],
])('%s is searched by %j', (text, terms) => {
  expect(searchTerms(text)).toEqual(terms);
});
