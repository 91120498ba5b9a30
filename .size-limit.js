import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/**
 * What each entry point may cost whoever imports it, with all that it pulls in: minified and compressed with brotli.
 * A limit is there to be noticed: raise it when the growth is worth it, and find out why when nobody meant it.
 */
const LIMITS = {
  '@x/async-fs': '22 kB',
  '@x/codetiming': '6 kB',
  '@x/event-loop': '22 kB',
  '@x/event-loop/extending': '2 kB',
  '@x/event-loop/testing': '17 kB',
  '@x/executor': '28 kB',
  '@x/executor/task': '12 kB',
  '@x/executor/worker': '1 kB',
  '@x/future': '6 kB',
  '@x/future/context': '4 kB',
  '@x/pool': '30 kB',
  '@x/pool/multiprocessing': '11 kB',
  '@x/pool/threading': '13 kB',
  '@x/queue': '6 kB',
  '@x/queue/shared': '9 kB',
  '@x/sync': '5 kB',
};

export default globSync('packages/*/package.json')
  .sort()
  .flatMap((file) => {
    const manifest = JSON.parse(readFileSync(file, 'utf8'));
    if (manifest.private) return [];
    return Object.entries(manifest.exports).flatMap(([entry, target]) => {
      if (entry === './package.json') return [];
      const name = join(manifest.name, entry);
      const limit = LIMITS[name];
      if (limit === undefined) throw new Error(`${name} has no size limit: give it one in .size-limit.js`);
      return { name, limit, path: join(dirname(file), target.default), modifyEsbuildConfig: forNode };
    });
  });

function forNode(config) {
  return { ...config, platform: 'node', format: 'esm' };
}
