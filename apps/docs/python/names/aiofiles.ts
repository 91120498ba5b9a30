import { aiofilesFiles } from './aiofiles-files.ts';
import { leftOut, named, type PythonModule, section } from './name.ts';

const PROJECT = 'https://pypi.org/project/aiofiles/';
const LIBRARY = 'https://docs.python.org/3/library/';

function place(prefix: string, page: string): { entry: string; page: string; prefix: string } {
  return { entry: '@x/async-fs', page, prefix };
}

/** `aiofiles`. */
export const aiofiles: PythonModule = {
  slug: 'aiofiles',
  title: 'aiofiles',
  sections: [
    section('Opening', place('aiofiles.', PROJECT), {
      open: 'Opening begins with the call; UTF-8 unless you say otherwise. `await using file = await open(path)`.',
      'base.wrap': named('wrap', 'Also for streams of Node and of the web.'),
      stdin: 'Never closed.',
      stdout: 'Never closed.',
      stderr: 'Never closed.',
      stdin_bytes: 'Never closed.',
      stdout_bytes: 'Never closed.',
      stderr_bytes: 'Never closed.',
    }),
    ...aiofilesFiles,
    section('The file system', place('aiofiles.', `${LIBRARY}os.html`), {
      'os.stat': 'Node’s `Stats`: `size`, `mtimeMs` …',
      'os.statvfs': 'Node’s `StatsFs`: `bsize`, `bfree` …',
      'os.sendfile': 'Copies until `count` is reached; the bytes pass through the process.',
      'os.rename': '',
      'os.renames': '',
      'os.replace': '',
      'os.remove': '',
      'os.unlink': '',
      'os.mkdir': '',
      'os.makedirs': '',
      'os.rmdir': '',
      'os.removedirs': '',
      'os.link': '',
      'os.symlink': '',
      'os.readlink': '',
      'os.listdir': '',
      'os.scandir': '`for await`; `isDir()` and its like never touch the disk.',
      'os.access': '',
      'os.getcwd': '',
      'os.wrap': leftOut('`toThread` of `@x/event-loop` runs a function that blocks.'),
    }),
    section('Paths', place('aiofiles.', `${LIBRARY}os.path.html`), {
      'ospath.abspath': named('path.abspath'),
      'ospath.exists': named('path.exists'),
      'ospath.isfile': named('path.isfile'),
      'ospath.isdir': named('path.isdir'),
      'ospath.islink': named('path.islink'),
      'ospath.ismount': named('path.ismount'),
      'ospath.getsize': named('path.getsize'),
      'ospath.getmtime': named('path.getmtime', 'Milliseconds.'),
      'ospath.getatime': named('path.getatime', 'Milliseconds.'),
      'ospath.getctime': named('path.getctime', 'Milliseconds.'),
      'ospath.samefile': named('path.samefile'),
      'ospath.sameopenfile': named('path.sameopenfile'),
    }),
    section('Temporary files', place('aiofiles.', `${LIBRARY}tempfile.html`), {
      'tempfile.TemporaryFile': '',
      'tempfile.NamedTemporaryFile': '',
      'tempfile.SpooledTemporaryFile': '`{ maxSize }`.',
      'tempfile.TemporaryDirectory': 'The block gets an object: its `name` is the path.',
    }),
  ],
};
