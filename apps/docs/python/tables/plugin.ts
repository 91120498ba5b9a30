import type { MarkdownRenderer } from 'vitepress';
import { MODULES } from '../names/index.ts';
import { tablesOf } from './markdown.ts';

const PLACE = /^<!-- names of ([\w.]+) -->$/gm;

/** Puts the tables of a module where a page says `<!-- names of asyncio -->`, for its readers and for the search. */
export function pythonNames(md: MarkdownRenderer): void {
  md.core.ruler.before('normalize', 'python-names', (state) => {
    state.src = state.src.replaceAll(PLACE, (_, title: string) => {
      const module = MODULES.find((each) => each.title === title);
      if (module === undefined) throw new RangeError(`there are no names of ${title}`);
      return tablesOf(module);
    });
  });
}
