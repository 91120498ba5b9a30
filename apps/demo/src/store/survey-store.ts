import { join } from 'node:path';
import { type AsyncTextIOWrapper, open } from '@x/async-fs';
import type { PageRecord } from '../crawl/record.ts';
import { explained } from './errors.ts';
import { writeBytes, writeText } from './files.ts';
import { prepareFolder } from './folder.ts';
import { pageFile } from './page-file.ts';

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
      const records = await open(join(folder, 'pages.ndjson'), 'w', { encoding: 'utf-8', buffering: 1 });
      return new SurveyStore(folder, records);
    });
  }

  /** Saves a page as it came; gives its file, from the folder. */
  async savePage(url: string, body: Uint8Array): Promise<string> {
    const file = `pages/${pageFile(url)}`;
    await writeBytes(join(this.folder, file), body);
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
   * Writes a file of its own into the folder; gives its path.
   *
   * @throws {@link OutputFolderError} when that fails.
   */
  async write(name: string, text: Iterable<string>): Promise<string> {
    const path = join(this.folder, name);
    await explained(this.folder, () => writeText(path, text));
    return path;
  }

  /** Closes `pages.ndjson`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#records.close();
  }
}
