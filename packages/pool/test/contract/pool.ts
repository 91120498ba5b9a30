import { describe } from 'vitest';
import { leavesNothing, type Kind } from '../fixtures/pools.ts';
import { asyncResultContract } from './async-result.ts';
import { imapContract } from './imap.ts';
import { lifeContract } from './life.ts';
import { mapContract } from './map.ts';
import { syncContract } from './sync.ts';

/** What {@link Pool} and {@link ThreadPool} do alike. */
export function poolContract(kind: Kind): void {
  describe(`${kind.name}: contract`, () => {
    leavesNothing();

    mapContract(kind);
    asyncResultContract(kind);
    imapContract(kind);
    lifeContract(kind);
    syncContract(kind);
  });
}
