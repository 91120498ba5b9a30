import { PROGRAMS, TOUR, type TourProgram } from '../tour/catalogue.ts';
import { pairs } from '../text/columns.ts';

/** What the tour is, and its programs in the order in which they are best taken. */
export function tourAsText(): string {
  const parts = TOUR.map(({ title, programs }) => `${title}\n${pairs(programs.map(rowOf))}`);
  return `${INTRODUCTION}\n${parts.join('\n')}\n${USAGE}`;
}

/** The programs, one in a line. */
export function programsAsText(): string {
  return pairs(PROGRAMS.map(rowOf));
}

const INTRODUCTION = `The classic programs of Python's concurrency, in TypeScript. Each of them has a twin in Python that prints the same.
`;

const USAGE = `Begin with:      demo tour ${PROGRAMS[0]?.name ?? ''}
Compare it:      demo tour delay --python --source
Without waiting: demo tour delay --fast
`;

/** The parts of the tour have one column of names. */
const WIDTH = Math.max(...PROGRAMS.map(({ name }) => name.length));

function rowOf({ name, title }: TourProgram): [name: string, title: string] {
  return [name.padEnd(WIDTH), title];
}
