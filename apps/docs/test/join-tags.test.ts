import { expect, it } from 'vitest';
import { joinTags } from '../src/reference/join-tags.ts';

it('makes one list of block tags that follow each other', () => {
  const page = ['# get()\n', '#### Throws\n', 'A when\nso.\n', '#### Throws\n', 'B.\n', '***\n', '### put()\n'];
  expect(joinTags(page.join('\n'))).toBe(
    ['# get()\n', '#### Throws\n', '- A when\n  so.\n- B.\n', '***\n', '### put()\n'].join('\n'),
  );
});

it('leaves a single one as it is', () => {
  const page = '#### Throws\n\nA.\n\n#### See\n\nB.\n';
  expect(joinTags(page)).toBe(page);
});
