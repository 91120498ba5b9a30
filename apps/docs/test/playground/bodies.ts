/** Bodies of async functions, in JavaScript, that call `log`. Each is run as it is, and compiled. */
export const bodies: Readonly<Record<string, string>> = {
  'awaits values, promises, thenables and failures': `
    log(await 1, await null, await undefined);
    log(await Promise.resolve('promise'));
    log(await { then(done) { log('asked'); done('thenable'); } });
    log(await { then: 'no function' } instanceof Object);
    try { await Promise.reject('lost') } catch (error) { log('caught', error) }
    try { await { get then() { throw 'getter' } } } catch (error) { log('caught', error) }
    try { await { then() { throw 'asked' } } } catch (error) { log('caught', error) }
    class Own extends Promise {}
    log(await Own.resolve('subclass'));
  `,
  'runs at once up to the first await': `
    async function early() { log('early'); await null; log('late'); return 'value'; }
    const promise = early();
    log('called', promise instanceof Promise);
    log(await promise);
  `,
  'interleaves calls that are not awaited': `
    const work = async (name, rounds) => { for (let i = 0; i < rounds; i += 1) { log(name, i); await null; } return name; };
    const [a, b, c] = [work('a', 3), work('b', 1), work('c', 2)];
    log(await Promise.all([a, b, c]), await Promise.race([c, b]));
  `,
  'keeps statements apart without semicolons': `
    let x = 1
    await null
    log(x)
    await (async () => { log('in parens') })()
    const y = await 2
    await y
    log(y)
    await y + 1
    if (x) await log('if')
    else await log('else')
    do await log('do'); while (x-- > 1)
  `,
  'knows parameters: defaults, patterns, rest, length': `
    async function f(a, { b = a, ...c } = {}, [d] = [4], ...e) { await null; return [a, b, JSON.stringify(c), d, e, arguments.length].join(); }
    log(f.length, f.name, await f(1), await f(1, { b: 2, z: 3 }, [5], 6, 7));
    const g = async (a, b, c = await1(), ...d) => [a, b, c, d].join();
    function await1() { return 'default' }
    log(g.length, g.name, await g(), await g(1, 2, 3, 4, 5));
    const h = async x => x * 2;
    log(h.length, await h(21));
    const bad = async (x = null.y) => x;
    const bad2 = async function ({ x }) { return x };
    log(await bad().catch((error) => error.name), await bad2().catch((error) => error.name));
  `,
  'redeclares a parameter with var': `
    async function f(a) { var a; await null; return a; }
    log(await f(5));
  `,
  'keeps this and arguments': `
    const object = {
      name: 'object',
      async method() { await null; return this.name; },
      arrows() { return (async () => { await null; return this.name + arguments.length; })(); },
      async nested() { const inner = async (x) => (await null, (() => this.name + arguments[0] + x)()); return inner('!'); },
      both: async function () { return [await (async () => arguments.length)(), arguments.length].join(); },
      async ['computed' + 1]() { return this.name; },
      async async() { return 'async'; },
      get: async () => typeof this,
    };
    log(await object.method(), await object.arrows(1, 2), await object.nested('arg'), await object.both(1, 2, 3));
    log(await object.computed1(), await object.async(), await object.get());
  `,
  'knows classes: super, private, static, fields': `
    class Base {
      async name() { await null; return 'base of ' + this.id; }
      get title() { return 'title of ' + this.id; }
      static async make(id) { await null; const made = new this(); made.id = id; return made; }
    }
    class Derived extends Base {
      #secret = 'secret';
      field = async () => { await null; return this.#secret; };
      async name() { return 'derived, ' + (await super.name()) + ', ' + super.title + ', ' + super['title']; }
      async arrow() { return await (async (extra) => super.name(extra))(1); }
      plain() { return (async () => super.title)(); }
      async #hidden() { return this.#secret; }
      async hidden() { return this.#hidden(); }
      static async *count() { yield 1; yield* [2, 3]; }
    }
    const derived = await Derived.make(7);
    log(await derived.name(), await derived.arrow(), await derived.plain(), await derived.hidden(), await derived.field());
    for await (const n of Derived.count()) log(n);
  `,
  'hoists functions, closes over loop variables': `
    log(await hoisted(1));
    async function hoisted(x) { return x + 1; }
    const all = [];
    for (let i = 0; i < 3; i += 1) all.push(async () => { await null; return i; });
    log((await Promise.all(all.map((f) => f()))).join());
    log(await (async () => ({ object: 1 }))().then((o) => o.object), await (async () => (1, 2))());
  `,
  'passes through try, catch, finally': `
    const f = async (fail) => {
      try { await null; if (fail) throw 'error'; return 'value'; }
      catch (error) { await null; log('caught', error); throw 'again'; }
      finally { await null; log('finally'); }
    };
    log(await f(false), await f(true).catch((e) => e));
    const g = async () => { try { throw 1 } finally { await null; return 2 } };
    log(await g());
  `,
  'returns promises and thenables': `
    const f = async () => Promise.resolve('p');
    const g = async () => ({ then(done) { log('asked'); done('t'); } });
    const h = async () => { return await Promise.resolve('awaited') };
    const [a, b, c] = [f(), g(), h()];
    c.then(log); a.then(log); b.then(log);
    await Promise.all([a, b, c]);
  `,
  'iterates async generators': `
    async function* count(to) { try { for (let i = 1; i <= to; i += 1) { await null; const sent = yield i; log('sent', sent); } return 'end'; } finally { log('closed'); await null; } }
    for await (const n of count(2)) log(n);
    for await (const n of count(5)) { if (n === 2) break; log(n); }
    try { for await (const n of count(5)) throw 'out'; } catch (error) { log(error); }
    const find = async () => { for await (const n of count(5)) if (n === 3) return n; };
    log(await find());
    const it = count(9);
    log(JSON.stringify([await it.next('a'), await it.next('b'), await it.return('r'), await it.next()]));
    const bad = count(9);
    await bad.next();
    log(await bad.throw('t').catch((e) => e), JSON.stringify(await bad.next()));
    const fresh = count(1);
    log(JSON.stringify(await fresh.return('unstarted')), JSON.stringify(await fresh.next()));
  `,
  'queues the requests of an async generator': `
    async function* g() { log('a'); yield 1; log('b'); yield Promise.resolve(2); return Promise.resolve(3); }
    const it = g();
    const all = [it.next(), it.next(), it.next(), it.next()];
    all.forEach((p, i) => p.then((s) => log(i, s.value, s.done)));
    await Promise.all(all);
    async function* fails() { yield Promise.reject('no'); }
    log(await fails().next().catch((e) => e));
  `,
  delegates: `
    async function* inner() { try { const x = yield 1; log('got', x); yield 2; return 'inner'; } finally { log('inner closed'); } }
    async function* outer() { const r = yield* inner(); log('result', r); yield* [3, Promise.resolve(4)]; }
    const it = outer();
    log((await it.next()).value, (await it.next('x')).value, (await it.next()).value, (await it.next()).value, (await it.next()).done);
    const left = outer();
    await left.next();
    log(JSON.stringify(await left.return('bye')));
    const thrown = outer();
    await thrown.next();
    log(await thrown.throw('oh').catch((e) => e));
  `,
  'loops over anything, with labels and patterns': `
    for await (const x of [1, Promise.resolve(2), 3]) log(x);
    outer: for await (const [a, { b }] of [[1, { b: 2 }], [3, { b: 4 }], [5, { b: 6 }]]) {
      for await (const c of [1, 2]) { if (b === 4) continue outer; if (b === 6) break outer; log(a, b, c); }
    }
    let known;
    for await (known of ['x', 'y']) ;
    log(known);
    const own = { [Symbol.asyncIterator]() { let i = 0; return { async next() { i += 1; return { done: i > 3, value: i }; }, async return() { log('returned'); return {}; } }; } };
    for await (const x of own) { log(x); if (x === 2) break; }
    try { for await (const x of { [Symbol.asyncIterator]: () => ({ next: () => 5 }) }) ; } catch (error) { log(error.name); }
    try { for await (const x of null) ; } catch (error) { log(error.name); }
    try { for await (const x of { [Symbol.asyncIterator]: () => ({ next: async () => ({}), return: async () => { throw 'close' } }) }) throw 'body'; } catch (error) { log(error); }
    for await (const x of [1]) for await (const y of [2]) log(x, y);
  `,
  disposes: `
    const make = (name) => ({ name, [Symbol.dispose]() { log('dispose', name); }, });
    const makeAsync = (name) => ({ name, async [Symbol.asyncDispose]() { log('begin', name); await null; log('end', name); } });
    {
      await using a = makeAsync('a'), b = makeAsync('b');
      using c = make('c');
      log('body', a.name, b.name, c.name);
    }
    const f = async (fail) => { await using x = makeAsync('x'); using n = null; if (fail) throw 'failed'; return 'returned'; };
    log(await f(false), await f(true).catch((e) => e));
    function sync() { using s = make('s'); return later(); function later() { return 'hoisted'; } }
    log(sync());
    try { using bad = {}; } catch (error) { log(error.name); }
    try { using one = { [Symbol.dispose]() { throw 'first'; } }; throw 'second'; } catch (error) { log(error.name, error.error, error.suppressed); }
    for (const i of [1, 2]) { await using r = makeAsync(i); if (i === 1) continue; log('round', i); }
  `,
  'stops at a failure nobody catches': `
    await null;
    await (async () => { await null; throw new RangeError('out'); })();
  `,
  'has strict mode': `
    log((function () { return this })());
    log(await (async function () { return this })());
  `,
};
