import { execFile } from 'node:child_process';

export interface CommandOptions {
  readonly cwd: string;
  /** Longest time that the command may take, in milliseconds. */
  readonly timeout?: number;
}

/** Runs a command and resolves with its stdout; rejects with all that it printed when it fails. */
export function command(
  file: string,
  args: readonly string[],
  { cwd, timeout = 120_000 }: CommandOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    // Commands found on the PATH are scripts on Windows, and need a shell there.
    const shell = process.platform === 'win32' && file !== process.execPath;
    execFile(file, args, { cwd, timeout, shell, maxBuffer: Infinity }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else
        reject(
          new Error(
            `${file} ${args.join(' ')}\n${stdout}${stderr}${error.killed === true ? `took longer than ${timeout} ms` : ''}`,
          ),
        );
    });
  });
}

/** Runs a program under the Node that runs us. */
export function node(args: readonly string[], options: CommandOptions): Promise<string> {
  return command(process.execPath, args, options);
}
