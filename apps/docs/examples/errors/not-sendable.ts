import { SerializationError, ThreadPoolExecutor } from '@x/executor';

await using executor = new ThreadPoolExecutor({ maxWorkers: 1 });
const failed = await executor.submit(() => ({ close: () => undefined })).getException();
console.log(failed instanceof SerializationError && failed.what);
