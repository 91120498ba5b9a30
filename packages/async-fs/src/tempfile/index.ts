export {
  SpooledTemporaryFile,
  type AsyncSpooledBinaryFile,
  type AsyncSpooledTextFile,
  type SpooledTemporaryFileOptions,
} from './spooled-file.ts';
export {
  TemporaryDirectory,
  type AsyncTemporaryDirectory,
  type TemporaryDirectoryHandle,
} from './temporary-directory.ts';
export {
  NamedTemporaryFile,
  TemporaryFile,
  type Named,
  type NamedTemporaryFileOptions,
  type TemporaryFileOptions,
} from './temporary-file.ts';
export type { NameOptions } from './temporary-name.ts';
