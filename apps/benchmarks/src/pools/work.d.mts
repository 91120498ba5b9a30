export declare function add(numbers: { a: number; b: number }): number;
export declare function sum(a: number, b: number): number;
export declare function fib(n: number): number;
export declare function hold(ms: number): number;
export declare function sizeOf(bytes: Uint8Array): number;
export declare function square(n: number): number;
export declare function birthday(person: Person): Person;
export declare function squares(numbers: number[]): number[];
export declare function birthdays(people: Person[]): Person[];

interface Person {
  id: number;
  name: string;
  age: number;
}
