import { ThreadWorker } from 'poolifier';
import add from './tiny-task.mjs';

export default new ThreadWorker(add);
