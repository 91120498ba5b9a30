import { join } from 'node:path';
import { type AsyncTextIOWrapper, atomicWrite, open } from '@x/async-fs';
import type { PageRecord } from '../crawl/record.ts';
import { explained } from './errors.ts';
import { prepareFolder } from './folder.ts';
import { pageFile } from './page-file.ts';

/** The same bytes on every system. */
const TEXT = { encoding: 'utf-8', newline: '\n' } as const;

/** The files of one survey: `pages/`, `pages.ndjson`, and what is made of them at the end. */
export class SurveyStore implements AsyncDisposable {
  readonly folder: string;
  readonly #records: AsyncTextIOWrapper;

  private constructor(folder: string, records: AsyncTextIOWrapper) {
    this.folder = folder;
    this.#records = records;
  }

  /**
   * Makes `folder` ready for a survey; one that lies there already is replaced.
   *
   * @throws {@link OutputFolderError} when it cannot be written, or holds something other than a survey.
   */
  static async open(folder: string): Promise<SurveyStore> {
    return explained(folder, async () => {
      await prepareFolder(folder);
      // A line at a time: what was found is in the file, whatever happens next.
      const records = await open(join(folder, 'pages.ndjson'), 'w', { ...TEXT, buffering: 1 });
      return new SurveyStore(folder, records);
    });
  }

  /** Saves a page as it came; gives its file, from the folder. */
  async savePage(url: string, body: Uint8Array): Promise<string> {
    const file = `pages/${pageFile(url)}`;
    await using page = await open(join(this.folder, file), 'wb');
    await page.write(body);
    return file;
  }

  /**
   * Adds a line to `pages.ndjson`.
   *
   * @throws {@link OutputFolderError} when that fails.
   */
  async append(record: PageRecord): Promise<void> {
    await explained(this.folder, () => this.#records.write(`${JSON.stringify(record)}\n`));
  }

  /**
   * Writes a file of lines, given with their ends.
   *
   * @throws {@link OutputFolderError} when that fails.
   */
  async writeLines(name: string, lines: Iterable<string>): Promise<void> {
    await explained(this.folder, async () => {
      await using file = await open(join(this.folder, name), 'w', TEXT);
      await file.writelines(lines);
    });
  }

  /**
   * Writes a file that is whole or not there at all; gives its path.
   *
   * @throws {@link OutputFolderError} when that fails.
   */
  async writeWhole(name: string, text: string): Promise<string> {
    const path = join(this.folder, name);
    await explained(this.folder, () => atomicWrite(path, text));
    return path;
  }

  /** Closes `pages.ndjson`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#records.close();
  }
}
