import { FileNotFoundError, open } from '@x/async-fs';

try {
  await open('no-such-file.txt');
} catch (error) {
  if (!(error instanceof FileNotFoundError)) throw error;
  console.log(error.code, error.path);
}
