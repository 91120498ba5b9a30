export {
  getcwd,
  listdir,
  makedirs,
  mkdir,
  removedirs,
  renames,
  rmdir,
  type MakedirsOptions,
  type MkdirOptions,
} from './directories.ts';
export {
  access,
  chmod,
  F_OK,
  link,
  R_OK,
  readlink,
  remove,
  rename,
  replace,
  stat,
  statvfs,
  symlink,
  unlink,
  utime,
  W_OK,
  X_OK,
  type StatOptions,
  type SymlinkOptions,
} from './files.ts';
export type { PathLike } from './path-like.ts';
export { scandir, type DirEntry, type FollowOptions, type ScandirIterator } from './scandir.ts';
export { sendfile } from './sendfile.ts';
export { walk, type WalkOptions, type WalkStep } from './walk.ts';
export * as path from '../path/index.ts';
