import PQueue from 'p-queue';

const queue = new PQueue({ concurrency: 1, autoStart: false });
void queue.add(async () => console.log('mail'), { priority: 1 });
void queue.add(async () => console.log('report'), { priority: 1 });
void queue.add(async () => console.log('alarm'), { priority: 2 });

queue.start();
await queue.onIdle();
