import type { PageRecord } from '../crawl/record.ts';
import { describeHtmlError } from '../report/tables.ts';
import type { SurveyOptions } from '../survey/survey.ts';
import type { Progress } from './progress.ts';

/** Few pages of the net are valid HTML; after so many mentions the report has the rest. */
const HTML_MISTAKES_SAID = 3;

/** Shows how a survey goes: what went wrong in words, the rest as a count. */
export function observe(progress: Progress): SurveyOptions {
  let visited = 0;
  let invalid = 0;
  progress.begin();
  return {
    onProgress: (record, known) => {
      visited += 1;
      if (record.outcome === 'failed') progress.note(`  ${record.error.message}${origin(record)}`);
      if (record.outcome === 'surveyed' && record.htmlErrors[0] !== undefined) {
        invalid += 1;
        const mistake = `${record.url} is not valid HTML: ${describeHtmlError(record.htmlErrors[0])}`;
        if (invalid <= HTML_MISTAKES_SAID) progress.note(`  ${mistake}`);
        else if (invalid === HTML_MISTAKES_SAID + 1)
          progress.note('  further pages that are not valid HTML are in the report');
      }
      progress.update(visited, known);
    },
    onIndex: () => progress.note('Counting words ...'),
  };
}

function origin({ from }: PageRecord): string {
  return from === undefined ? '' : `, linked from ${from}`;
}
