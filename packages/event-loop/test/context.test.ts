import { describe, expect, it } from 'vitest';
import { Context, ContextVar, copyContext, RuntimeError, Token } from '../src/index.ts';

describe('ContextVar', () => {
  it('gives its value, else what was asked for, else its default, and throws without one', () => {
    const plain = new ContextVar<string>('plain');
    const withDefault = new ContextVar('with default', { default: 'default' });
    expect(() => plain.get()).toThrow(new RangeError("<ContextVar name='plain'> has no value in this context"));
    expect(plain.get('fallback')).toBe('fallback');
    expect(plain.get(undefined)).toBeUndefined();
    expect([withDefault.get(), withDefault.get('fallback')]).toEqual(['default', 'fallback']);
    new Context().run(() => {
      plain.set('value');
      withDefault.set('value');
      expect([plain.get(), plain.get('fallback'), withDefault.get()]).toEqual(['value', 'value', 'value']);
    });
    expect(new ContextVar<string | undefined>('undefined', { default: undefined }).get()).toBeUndefined();
  });

  it('is put back by the token of a set, once', () => {
    const variable = new ContextVar<number>('variable');
    new Context().run(() => {
      const first = variable.set(1);
      const second = variable.set(2);
      expect([first.oldValue, second.oldValue, first.variable]).toEqual([Token.MISSING, 1, variable]);
      variable.reset(second);
      expect(variable.get()).toBe(1);
      expect(() => variable.reset(second)).toThrow(
        new RuntimeError("token of <ContextVar name='variable'> has already been used once"),
      );
      variable.reset(first);
      expect(variable.get('unset' as never)).toBe('unset');
    });
  });

  it('refuses the token of another variable, or of another context', () => {
    const [one, other] = [new ContextVar('one', { default: 0 }), new ContextVar('other', { default: 0 })];
    new Context().run(() => {
      const token = one.set(1);
      expect(() => other.reset(token)).toThrow(
        new RangeError("token must be of <ContextVar name='other'>, got one of <ContextVar name='one'>"),
      );
      copyContext().run(() => {
        expect(() => one.reset(token)).toThrow(
          new RangeError("token of <ContextVar name='one'> was made in a different context"),
        );
      });
      one.reset(token);
      expect(one.get()).toBe(0);
    });
  });

  it('refuses a name that is no string', () => {
    expect(() => new ContextVar(5 as never)).toThrow(new TypeError('name must be a string, got 5'));
    expect(String(new ContextVar('user'))).toBe("<ContextVar name='user'>");
  });
});

describe('Context', () => {
  it('keeps what is set while it runs, and copies know nothing of each other', () => {
    const variable = new ContextVar('variable', { default: 'outside' });
    const context = new Context();
    expect(context.run((a: number, b: number) => a + b, 1, 2)).toBe(3);
    context.run(() => variable.set('inside'));
    const copy = context.copy();
    copy.run(() => variable.set('in the copy'));
    expect([variable.get(), context.get(variable), copy.get(variable)]).toEqual(['outside', 'inside', 'in the copy']);
  });

  it('can be looked through', () => {
    const [one, other] = [new ContextVar('one', { default: 1 }), new ContextVar<number>('other')];
    const context = new Context();
    expect([context.size, context.has(one), context.get(one), context.get(other)]).toEqual([0, false, 1, undefined]);
    context.run(() => one.set(2));
    expect([context.size, context.has(one), context.get(one), [...context.keys()]]).toEqual([1, true, 2, [one]]);
  });

  it('runs one thing at a time, and is free again after an error', () => {
    const context = new Context();
    context.run(() => {
      expect(() => context.run(() => undefined)).toThrow(
        new RuntimeError('cannot enter context: it is already entered'),
      );
    });
    expect(() =>
      context.run(() => {
        throw new RangeError('inside');
      }),
    ).toThrow(new RangeError('inside'));
    expect(context.run(() => 'free')).toBe('free');
  });

  it('is seen behind an await of the function that it runs', async () => {
    const variable = new ContextVar('variable', { default: 'outside' });
    const context = new Context();
    const seen = context.run(async () => {
      variable.set('inside');
      await Promise.resolve();
      return variable.get();
    });
    expect([variable.get(), await seen, variable.get()]).toEqual(['outside', 'inside', 'outside']);
  });
});
