import { type NameSection, type Saying, section } from './name.ts';

const FILES = { entry: '@x/async-fs', page: 'https://pypi.org/project/aiofiles/', prefix: 'aiofiles.' };
const LIMITS = 'Takes `timeout` and `signal`.';
const PLAIN = 'A plain boolean.';

/** What all files have. */
const COMMON: Readonly<Record<string, Saying>> = {
  read: LIMITS,
  readline: LIMITS,
  readlines: LIMITS,
  write: 'Writes take effect in the order of their calls.',
  writelines: '',
  seek: '',
  tell: '',
  truncate: 'Of a text, cuts where you are; Python cuts behind what it has read ahead.',
  flush: '',
  close: '',
  fileno: '',
  isatty: PLAIN,
  readable: PLAIN,
  writable: PLAIN,
  seekable: PLAIN,
  closed: '',
  mode: '',
  name: '',
};

/** What files of bytes have on top when there is a buffer. */
const BUFFERED: Readonly<Record<string, Saying>> = {
  read1: LIMITS,
  readinto: LIMITS,
  raw: '',
  detach: 'Returns a promise: what was read ahead goes back.',
};

/** The methods of one class of files. */
function methodsOf(file: string, own: Readonly<Record<string, Saying>>): Record<string, Saying> {
  const all = Object.entries({ ...COMMON, ...own }).map(([method, saying]) => [`${file}.${method}`, saying]);
  return Object.fromEntries(all) as Record<string, Saying>;
}

/** The classes of files, and their methods. */
export const aiofilesFiles: readonly NameSection[] = [
  section('Text', FILES, {
    AsyncTextIOWrapper: 'Characters are code points, as in Python.',
    ...methodsOf('AsyncTextIOWrapper', {
      buffer: '',
      detach: 'Returns a promise: what was read ahead goes back.',
      encoding: '',
      errors: '',
      line_buffering: '',
      newlines: '',
    }),
  }),
  section('Bytes', FILES, {
    AsyncBufferedReader: 'Reads `Buffer`s; writes any `Uint8Array` or `DataView`.',
    ...methodsOf('AsyncBufferedReader', { peek: '', ...BUFFERED }),
    AsyncBufferedIOBase: 'A file that is only written.',
    ...methodsOf('AsyncBufferedIOBase', BUFFERED),
    AsyncFileIO: 'A file without a buffer: `{ buffering: 0 }`.',
    ...methodsOf('AsyncFileIO', { readall: LIMITS, readinto: LIMITS }),
  }),
];
