import { describe, expect, it } from 'vitest';
import { campaign } from '../src/campaign.ts';
import { rooms } from '../src/rooms.ts';

// A few seconds of machine time each; a busy machine takes its time.
const MILLISECONDS = 4_000;

describe.each(rooms.map(({ name }) => name))('A short soak of %s', (room) => {
  it('violates nothing', async () => {
    const seed = 20_261_120;
    const { played, findings } = await campaign({ rooms: [room], seed, milliseconds: MILLISECONDS, keep: false });
    expect(findings).toEqual([]);
    expect(played).toBeGreaterThan(2);
  }, 300_000);
});
