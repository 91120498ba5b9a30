import { describe, expect, it } from 'vitest';
import { duration, host, size, webAddress, wholeNumber } from '../../src/cli/arguments.ts';

describe('duration', () => {
  it.each([
    ['500ms', 500],
    ['10s', 10_000],
    ['1.5m', 90_000],
    ['2 h', 7_200_000],
  ])('reads %j', (text, milliseconds) => {
    expect(duration(text)).toBe(milliseconds);
  });

  it.each(['10', '', 's', '-1s', '0s', '5 days'])('refuses %j', (text) => {
    expect(() => duration(text)).toThrow('such as 500ms or 10s');
  });
});

describe('size', () => {
  it.each([
    ['100B', 100],
    ['1.5kB', 1500],
    ['5mb', 5_000_000],
  ])('reads %j', (text, bytes) => {
    expect(size(text)).toBe(bytes);
  });

  it.each(['5', '0MB', '5MiB'])('refuses %j', (text) => {
    expect(() => size(text)).toThrow('such as 500kB or 5MB');
  });
});

describe('wholeNumber', () => {
  it('reads one that is large enough', () => {
    expect(wholeNumber(1)('12')).toBe(12);
  });

  it.each(['0', '-1', '1.5', 'ten', '', '1e3'])('refuses %j', (text) => {
    expect(() => wholeNumber(1)(text)).toThrow('a whole number, 1 or more');
  });
});

describe('webAddress', () => {
  it('leaves the fragment out', () => {
    expect(webAddress('http://example.org/a#b')).toBe('http://example.org/a');
  });

  it.each(['not a url', 'ftp://example.org', '/index.html', 'http://'])('refuses %j', (text) => {
    expect(() => webAddress(text)).toThrow('begins with http:// or https://');
  });

  it('guesses what was meant', () => {
    expect(() => webAddress('example.org/docs')).toThrow('Did you mean https://example.org/docs?');
  });
});

describe('host', () => {
  it('gathers those of all uses', () => {
    expect(host('localhost:8080', host('Docs.example.org'))).toEqual(['docs.example.org', 'localhost:8080']);
  });

  it.each(['http://x', 'a/b', '', 'me@x'])('refuses %j', (text) => {
    expect(() => host(text)).toThrow('such as docs.example.org');
  });
});
