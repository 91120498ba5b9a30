import { describe, expect, it, vi } from 'vitest';
import { BaseExceptionGroup, CancelledError, catchGroup, ExceptionGroup, KeyboardInterrupt } from '../src/index.ts';

const range = new RangeError('a');
const type = new TypeError('b');
const other = new Error('c');

describe('BaseExceptionGroup', () => {
  it('becomes an ExceptionGroup when all errors are ordinary', () => {
    expect(new BaseExceptionGroup('all', [range, type])).toBeInstanceOf(ExceptionGroup);
    expect(new BaseExceptionGroup('all', [range, new CancelledError()])).not.toBeInstanceOf(ExceptionGroup);
  });

  it('is an AggregateError with a message that counts', () => {
    const group = new ExceptionGroup('failed', [range, type]);
    expect(group).toBeInstanceOf(AggregateError);
    expect([group.message, group.title, group.exceptions]).toEqual([
      'failed (2 sub-exceptions)',
      'failed',
      [range, type],
    ]);
    expect(new ExceptionGroup('one', [range]).message).toBe('one (1 sub-exception)');
  });

  it('refuses no errors, a message that is none, and hidden orders to end', () => {
    expect(() => new ExceptionGroup('none', [])).toThrow('exceptions must hold at least one error, got none');
    expect(() => new ExceptionGroup(5 as never, [range])).toThrow('message must be a string, got number');
    expect(() => new ExceptionGroup('x', [new KeyboardInterrupt()])).toThrow(
      'cannot nest KeyboardInterrupt:  in an ExceptionGroup',
    );
  });
});

describe('BaseExceptionGroup.split', () => {
  it('divides nested groups, and keeps their shape', () => {
    const inner = new ExceptionGroup('inner', [range, other]);
    const group = new ExceptionGroup('outer', [inner, type]);
    const [matching, rest] = group.split(RangeError);
    expect(matching).toMatchObject({ title: 'outer', exceptions: [{ title: 'inner', exceptions: [range] }] });
    expect(rest).toMatchObject({ title: 'outer', exceptions: [{ title: 'inner', exceptions: [other] }, type] });
  });

  it('takes a class, several, or a function', () => {
    const group = new ExceptionGroup('all', [range, type, other]);
    expect(group.subgroup([RangeError, TypeError])?.exceptions).toEqual([range, type]);
    expect(group.subgroup((error) => error === other)?.exceptions).toEqual([other]);
    expect(group.subgroup(SyntaxError)).toBeUndefined();
    expect(() => group.split('x' as never)).toThrow(/condition must be an error class/);
  });

  it('gives the group itself when it matches as a whole', () => {
    const group = new ExceptionGroup('all', [range]);
    expect(group.split(ExceptionGroup)).toEqual([group, undefined]);
  });

  it('keeps the cause, and the class of a subclass that derives', () => {
    class Report extends ExceptionGroup {
      override derive(exceptions: readonly unknown[]): Report {
        return new Report(this.title, exceptions);
      }
    }
    const report = new Report('all', [range, type], { cause: other });
    const [matching] = report.split(RangeError);
    expect(matching).toBeInstanceOf(Report);
    expect(matching?.cause).toBe(other);
  });
});

describe('catchGroup', () => {
  it('handles a part, and gives back the rest', () => {
    const handler = vi.fn();
    const rest = catchGroup(new ExceptionGroup('all', [range, type]), RangeError, handler);
    expect(handler.mock.lastCall?.[0]).toMatchObject({ exceptions: [range] });
    expect(rest).toMatchObject({ exceptions: [type] });
  });

  it('takes a plain error for a group of one', () => {
    const handler = vi.fn();
    expect(catchGroup(range, RangeError, handler)).toBeUndefined();
    expect(handler.mock.lastCall?.[0]).toMatchObject({ exceptions: [range] });
    expect(catchGroup(type, RangeError, handler)).toBe(type);
  });

  it('calls nobody when nothing matches', () => {
    const handler = vi.fn();
    const group = new ExceptionGroup('all', [type]);
    expect(catchGroup(group, RangeError, handler)).toBe(group);
    expect(handler).not.toHaveBeenCalled();
  });
});
