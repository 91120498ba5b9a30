/** The task of the pool suites, in the form that most pools take. */
export default function add({ a, b }) {
  return a + b;
}
