import { executorContract } from './contract/executor.ts';
import { threadGate } from './fixtures/gate.ts';
import { ThreadPoolExecutor } from '../src/index.ts';

executorContract('ThreadPoolExecutor', (options) => new ThreadPoolExecutor(options), threadGate);
