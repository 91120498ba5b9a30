import { Timer } from '@x/codetiming';

const text = (milliseconds: number): string => (milliseconds < 1_000 ? 'fast enough' : 'too slow');

{
  using _ = new Timer({ initialText: 'Adding …', text }).start();
  Array.from({ length: 1_000 }, (_, n) => n).reduce((a, b) => a + b);
}
