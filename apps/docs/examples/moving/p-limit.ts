import { Semaphore } from '@x/sync';

const limit = new Semaphore(2);
const visit = async (page: string): Promise<string> => page.toUpperCase();

console.log(await Promise.all(['/a', '/b', '/c'].map((page) => limit.with(() => visit(page)))));
