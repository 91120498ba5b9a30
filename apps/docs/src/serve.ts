/**
 * `pnpm site`: serves the built site until it is stopped. PORT says where; otherwise 5173, or any port that is free.
 */
import { serveSite } from './site-server.ts';

const USUAL_PORT = 5173;
const wanted = process.env['PORT'];

const { origin } =
  wanted === undefined ? await serveSite(USUAL_PORT).catch(() => serveSite()) : await serveSite(Number(wanted));
console.log(`The site is at ${origin}/ (Ctrl-C ends it)`);
