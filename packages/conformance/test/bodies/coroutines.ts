/** Every form of coroutine that the programs are written in. */
export async function main(note: (text: string) => void): Promise<number> {
  const later = (value: string): Promise<string> => Promise.resolve(value);

  class Shelf {
    static async of(): Promise<Shelf> {
      note(await later('static method'));
      return new Shelf();
    }

    async take(): Promise<string> {
      return await later('method');
    }
  }

  const object = {
    async get(): Promise<string> {
      return await later(`${await later('method')} of an object`);
    },
  };

  async function failing(): Promise<never> {
    await later('');
    throw new RangeError('caught');
  }

  const shelf = await Shelf.of();
  note(await shelf.take());
  note(await object.get());
  const arrow = async (value: string): Promise<string> => await later(value);
  note(await arrow('arrow'));
  try {
    await failing();
  } catch (error) {
    note((error as Error).message);
  }
  for await (const text of texts(note, ['for await', 'twice'])) note(text);
  for await (const text of texts(note, ['left early', 'never'])) {
    note(text);
    break;
  }
  {
    await using _ = { [Symbol.asyncDispose]: () => later('').then(() => note('disposed')) };
    note('await using');
  }
  return (await later('three')).length;
}

function texts(note: (text: string) => void, items: readonly string[]): AsyncIterable<string> {
  const rest = [...items];
  const iterator: AsyncIterator<string> = {
    next: () =>
      Promise.resolve(rest.length > 0 ? { done: false, value: rest.shift() ?? '' } : { done: true, value: '' }),
    return: () => {
      note('returned');
      return Promise.resolve({ done: true, value: '' });
    },
  };
  return { [Symbol.asyncIterator]: () => iterator };
}
