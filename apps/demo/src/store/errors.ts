import { OSError } from '@x/async-fs';

/** The output folder cannot be used, or no more of it. What was written to it before is there. */
export class OutputFolderError extends Error {
  override readonly name = 'OutputFolderError';
  readonly code = 'ERR_OUTPUT_FOLDER';
  readonly folder: string;

  constructor(folder: string, reason: string, options?: ErrorOptions) {
    super(`cannot write to ${folder}: ${reason}`, options);
    this.folder = folder;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it is a file',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
};

/** Runs `use`, and says of its file system errors what they mean for `folder`. */
export async function explained<T>(folder: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
    const { code, message } = error;
    const reason = REASONS[code];
    throw new OutputFolderError(folder, reason === undefined ? message : `${reason} (${code})`, { cause: error });
  }
}
