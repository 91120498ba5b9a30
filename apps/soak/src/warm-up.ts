import { programNamed } from './program.ts';
import { findRoom } from './rooms.ts';
import { Stage } from './stage.ts';

// Long enough for everything to be let go that a program leaves for a while, in milliseconds.
const REST = 200;

/** Plays one program of each room, so that what is loaded or opened once for all is there before anything is counted. */
export async function warmUp(rooms: readonly string[]): Promise<void> {
  for (const room of rooms) {
    const stage = new Stage();
    try {
      await findRoom(room).play(programNamed(`${room}:1`).plan, stage);
    } finally {
      await stage.close();
    }
  }
  await new Promise((resolve) => setTimeout(resolve, REST));
}
