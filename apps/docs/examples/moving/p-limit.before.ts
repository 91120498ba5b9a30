import pLimit from 'p-limit';

const limit = pLimit(2);
const visit = async (page: string): Promise<string> => page.toUpperCase();

console.log(await Promise.all(['/a', '/b', '/c'].map((page) => limit(() => visit(page)))));
