import { run } from '@x/event-loop';
import { describe, expect, it } from 'vitest';
import { Stages } from '../../src/crawl/stages.ts';
import { OutputFolderError } from '../../src/store/errors.ts';
import { SurveyStore } from '../../src/store/survey-store.ts';
import { visitSite } from '../../src/survey/visit-site.ts';
import { pageWithLinks, serve } from '../loopback.ts';
import { planFor, temporaryFolder } from '../plan.ts';

describe('visitSite', () => {
  it('ends with the error of the folder when records cannot be written any more', async () => {
    using folder = temporaryFolder();
    const paths = Array.from({ length: 8 }, (_, index) => `/${index}`);
    await using site = await serve({
      '/': pageWithLinks(...paths, '/never'),
      '/never': () => {},
      ...Object.fromEntries(paths.map((path) => [path, pageWithLinks()])),
    });
    const full = new OutputFolderError(folder.path, 'the disk is full (ENOSPC)');
    const visiting = run(async () => {
      await using store = await SurveyStore.open(folder.path);
      let lines = 0;
      const append = store.append.bind(store);
      store.append = (record) => ((lines += 1) > 3 ? Promise.reject(full) : append(record));
      await visitSite(planFor(`${site.origin}/`, folder.path), store, new Stages());
    });
    await expect(visiting).rejects.toBe(full);
  });
});
