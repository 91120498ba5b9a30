import { executorContract } from './contract/executor.ts';
import { processGate } from './fixtures/gate.ts';
import { ProcessPoolExecutor } from '../src/index.ts';

executorContract('ProcessPoolExecutor', (options) => new ProcessPoolExecutor(options), processGate);
