import { ProcessPoolExecutor, taskModule } from '@x/executor';
import { OutOfStock } from './shop.ts';

const shop = taskModule<typeof import('./shop.ts')>(new URL('./shop.ts', import.meta.url));

await using executor = new ProcessPoolExecutor({ maxWorkers: 1 });
try {
  await executor.submit(shop.take, 'jam', 3);
} catch (error) {
  if (!(error instanceof OutOfStock)) throw error;
  console.log(error.message, '|', error.good, '|', (error.cause as Error).name);
}
