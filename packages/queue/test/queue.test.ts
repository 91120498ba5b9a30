import { fakeTimers } from '@x/test-kit/vitest';
import { describe } from 'vitest';
import { accountingContract } from './contract/accounting.ts';
import { basicsContract } from './contract/basics.ts';
import { cancellationContract } from './contract/cancellation.ts';
import { kinds } from './contract/kinds.ts';
import { shownContract } from './contract/shown.ts';
import { shutdownContract } from './contract/shutdown.ts';
import { modes } from './modes.ts';

fakeTimers();

describe.each(kinds)('$kind', (kind) => {
  describe.each(modes)('in $name', (mode) => {
    basicsContract(mode, kind);
    accountingContract(mode, kind);
    cancellationContract(mode, kind);
    shutdownContract(mode, kind);
    shownContract(mode, kind);
  });
});
