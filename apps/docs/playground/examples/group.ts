// When one part of a group fails, the others are cancelled and may clean up; then the group throws.
import { catchGroup, run, sleep, taskGroup } from '@x/event-loop';

async function download(name: string, time: number) {
  try {
    await sleep(time);
    console.log(name, 'is here');
  } finally {
    await sleep(5); // says goodbye to the server, also when it is cancelled
    console.log(name, 'is closed');
  }
}

await run(async () => {
  try {
    await taskGroup(async (group) => {
      group.createTask(() => download('quick', 20), { name: 'quick' });
      group.createTask(() => download('slow', 500), { name: 'slow' });
      group.createTask(() => download('slower', 900), { name: 'slower' });
      group.createTask(
        async () => {
          await sleep(60);
          throw new RangeError('the disk is full');
        },
        { name: 'disk' },
      );
      await sleep(200);
      console.log('never reached');
    });
  } catch (error) {
    catchGroup(error, RangeError, (group) => console.log('failed:', group.exceptions.map(String)));
  }
});
