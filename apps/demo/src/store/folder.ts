import { join } from 'node:path';
import { os } from '@x/async-fs';
import { OutputFolderError } from './errors.ts';

/** What a survey leaves in its folder besides `pages/`. */
const SURVEY_FILES = ['pages.ndjson', 'words.ndjson', 'report.html'];

/**
 * Makes `folder` with its `pages/`, and clears away an earlier survey. A folder with anything else in it is left alone:
 * it is likelier a slip of the hand than the place for hundreds of files.
 *
 * @throws {@link OutputFolderError} when it holds something else.
 */
export async function prepareFolder(folder: string): Promise<void> {
  await os.makedirs(folder, { existOk: true });
  const names = await os.listdir(folder);
  const strangers = names.filter((name) => name !== 'pages' && !SURVEY_FILES.includes(name) && !name.startsWith('.'));
  if (strangers.length > 0) {
    throw new OutputFolderError(folder, `it holds something other than a survey (${strangers.slice(0, 3).join(', ')})`);
  }

  const pages = join(folder, 'pages');
  await os.makedirs(pages, { existOk: true });
  for (const page of await os.listdir(pages)) await os.remove(join(pages, page));
  for (const name of SURVEY_FILES) if (names.includes(name)) await os.remove(join(folder, name));
}
