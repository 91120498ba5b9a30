import type { AnyNode } from 'acorn';
import { NAMES } from './names.ts';
import type { Source } from './source.ts';

/** Tells the runtime the name of each thing that is made with `new` and kept under a name: `const jobs = new Queue()`. */
export function nameResources(source: Source): void {
  visit(source.program);

  function visit(node: AnyNode): void {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') note(node.id.name, node.init);
    if (node.type === 'PropertyDefinition' && !node.computed && 'name' in node.key) note(node.key.name, node.value);
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && 'name' in node.left.property) {
      note(node.left.property.name, node.right);
    }
    for (const value of Object.values(node) as unknown[]) {
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
        if (typeof (child as Partial<AnyNode> | null | undefined)?.type === 'string') visit(child as AnyNode);
      }
    }
  }

  function note(name: string, made: AnyNode | null | undefined): void {
    if (made?.type !== 'NewExpression') return;
    source.before(made.start, `${NAMES.runtime}.named('${name}', `);
    source.after(made.end, ')');
  }
}
