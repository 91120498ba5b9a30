import deadlock from './deadlock.ts?raw';
import gather from './gather.ts?raw';
import group from './group.ts?raw';
import promises from './promises.ts?raw';
import queue from './queue.ts?raw';
import semaphore from './semaphore.ts?raw';
import timeout from './timeout.ts?raw';

/** A program that is ready to run. */
export interface Example {
  readonly title: string;
  readonly text: string;
}

/** The programs of the menu, by the name that a link has for them. */
export const examples: Readonly<Record<string, Example>> = {
  gather: { title: 'One after the other, or side by side', text: gather },
  queue: { title: 'A bounded queue holds its producer back', text: queue },
  group: { title: 'A task group cancels what is left', text: group },
  deadlock: { title: 'A deadlock, named', text: deadlock },
  timeout: { title: 'Limits on time', text: timeout },
  semaphore: { title: 'A semaphore and a lock', text: semaphore },
  promises: { title: 'Promises in a task that is cancelled', text: promises },
};
