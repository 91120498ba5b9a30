import { planOf } from './program.ts';
import type { Room } from './room.ts';
import { Stage } from './stage.ts';

// Long enough for everything to be let go that a program leaves for a while, in milliseconds.
const REST = 200;

/** Plays one program of each room, so that what is loaded or opened once for all is there before anything is counted. */
export async function warmUp(rooms: readonly Room[]): Promise<void> {
  for (const room of rooms) {
    const stage = new Stage();
    try {
      await room.play(planOf(room, 1), stage);
    } finally {
      await stage.close();
    }
  }
  await new Promise((resolve) => setTimeout(resolve, REST));
}
