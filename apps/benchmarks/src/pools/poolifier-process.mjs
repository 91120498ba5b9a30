import { ClusterWorker } from 'poolifier';
import * as work from './work.mjs';

export default new ClusterWorker({ ...work });
