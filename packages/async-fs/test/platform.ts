/** For tests of what only Linux has: `/proc`, `/dev/full`, limits of a shell. */
export const isLinux: boolean = process.platform === 'linux';

/** For tests of what Windows has not, or allows to some only: named pipes, permissions, symbolic links. */
export const isPosix: boolean = process.platform !== 'win32';
