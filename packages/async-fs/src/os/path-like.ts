import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shown } from '@x/future/context';

/** A path as text, as bytes, or as a `file:` URL. */
export type PathLike = string | Buffer | URL;

/** A path in a message. */
export function shownPath(path: unknown): string {
  return path instanceof URL ? shown(path.href) : shown(Buffer.isBuffer(path) ? path.toString() : path);
}

/** A path as text. */
export function pathText(path: PathLike): string {
  if (path instanceof URL) return fileURLToPath(path);
  if (typeof path === 'string' || Buffer.isBuffer(path)) return path.toString();
  throw new TypeError(`path must be a string, Buffer or URL, got ${shown(path)}`);
}

/** The path of something in a directory: unlike `path.join`, it leaves the directory's path as it was given. */
export function below(directory: string, name: string): string {
  return directory === '' || /[/\\]$/.test(directory) ? directory + name : directory + sep + name;
}
