/** A worker without a pool: runs tasks by name, and answers each message with one. */
import process from 'node:process';
import { parentPort } from 'node:worker_threads';
import * as work from './work.mjs';

const answer = ([id, name, argument]) => [id, work[name](argument)];
if (parentPort === null) process.on('message', (message) => process.send(answer(message)));
else parentPort.on('message', (message) => parentPort.postMessage(answer(message)));
