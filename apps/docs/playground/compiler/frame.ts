import type {
  AnonymousFunctionDeclaration,
  AnyNode,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
} from 'acorn';

export type FunctionNode =
  FunctionDeclaration | AnonymousFunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** A function, a class field or the module around the code that is being visited. */
export class Frame {
  readonly kind: 'function' | 'arrow' | 'field' | 'module';
  readonly node: AnyNode;
  readonly outer: Frame | undefined;
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** An async arrow whose code asks for `this`. */
  usesThis = false;
  /** The outermost of the async arrows around an `arguments`: it hands them in. */
  passesArguments = false;
  /** A method whose `super` is read from code that is moved into a generator. */
  usesSuper = false;

  constructor(kind: Frame['kind'], node: AnyNode, outer: Frame | undefined) {
    this.kind = kind;
    this.node = node;
    this.outer = outer;
    const { async: isAsync, generator: isGenerator } = node as Partial<FunctionNode>;
    this.isAsync = isAsync === true;
    this.isGenerator = isGenerator === true;
  }

  /** The frames whose `this` is the same as here: arrows, and the frame that they stand in. */
  *lexical(): Generator<Frame> {
    yield this;
    if (this.kind === 'arrow' && this.outer !== undefined) yield* this.outer.lexical();
  }
}
