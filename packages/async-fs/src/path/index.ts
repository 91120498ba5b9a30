export {
  abspath,
  exists,
  getatime,
  getctime,
  getmtime,
  getsize,
  isdir,
  isfile,
  islink,
  ismount,
  samefile,
  sameopenfile,
} from './path.ts';
