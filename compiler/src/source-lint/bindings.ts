import { isNode, member, members, type SyntaxNode } from "../diagnostics/source-file.js";

/** What a name or expression of the user's source is, as far as syntax tells. */
export type Role = "builder" | "refs" | "ref" | "handle";

/** Names in scope and what they are; undefined for a name that hides an outer one. */
export class Bindings {
  readonly #names = new Map<string, Role | undefined>();
  readonly #outer: Bindings | undefined;

  constructor(outer?: Bindings) {
    this.#outer = outer;
  }

  get(name: string): Role | undefined {
    return this.#names.has(name) ? this.#names.get(name) : this.#outer?.get(name);
  }

  /** Binds a pattern to a role; members of a record of refs or of a handle are refs. */
  bind(pattern: SyntaxNode | undefined, role: Role | undefined): void {
    if (pattern === undefined) return;
    const name = nameOf(pattern);
    if (name !== undefined) this.#names.set(name, role);
    else if (pattern.type === "AssignmentPattern") this.bind(member(pattern, "left"), role);
    else if (pattern.type === "ObjectPattern") this.#bindMembers(pattern, role);
    else for (const element of members(pattern, "elements")) this.bind(element, undefined);
  }

  #bindMembers(pattern: SyntaxNode, role: Role | undefined): void {
    const inner = role === "refs" || role === "handle" ? "ref" : undefined;
    for (const property of members(pattern, "properties"))
      this.bind(member(property, "value") ?? member(property, "argument"), inner);
  }
}

/** The name of an identifier. */
export function nameOf(node: SyntaxNode | undefined): string | undefined {
  return node?.type === "Identifier" ? (node as unknown as { name: string }).name : undefined;
}

/** The object and property of a plain member access. */
export function accessOf(
  node: SyntaxNode | undefined,
): { readonly object: SyntaxNode; readonly property: string } | undefined {
  if (node?.type === "ChainExpression") return accessOf(member(node, "expression"));
  if (node?.type !== "MemberExpression" || (node as unknown as { computed: boolean }).computed) return undefined;
  const object = member(node, "object");
  const property = nameOf(member(node, "property"));
  return object === undefined || property === undefined ? undefined : { object, property };
}

const makers: ReadonlySet<string> = new Set(["expr", "firstOf", "sel"]);
const placers: ReadonlySet<string> = new Set(["step", "foreach", "while", "subworkflow", "when"]);
const methods: ReadonlySet<string> = new Set([
  "add",
  "sub",
  "mul",
  "div",
  "mod",
  "pow",
  "neg",
  "abs",
  "round",
  "floor",
  "ceil",
  "min",
  "max",
  "eq",
  "ne",
  "lt",
  "lte",
  "gt",
  "gte",
  "and",
  "or",
  "not",
  "choose",
  "orElse",
  "isNull",
  "toText",
  "toInt",
  "toFloat",
  "upper",
  "lower",
  "trim",
  "replace",
  "replaceAll",
  "split",
  "startsWith",
  "endsWith",
  "padStart",
  "padEnd",
  "length",
  "isEmpty",
  "includes",
  "concat",
  "slice",
  "sum",
  "join",
  "first",
  "last",
  "sorted",
  "reversed",
  "unique",
  "at",
  "get",
  "has",
  "keys",
  "values",
  "addDays",
  "addMonths",
  "daysUntil",
  "format",
  "field",
]);

/** What an expression is. */
export function roleOf(node: SyntaxNode | undefined, bindings: Bindings): Role | undefined {
  if (node === undefined) return undefined;
  const name = nameOf(node);
  if (name !== undefined) return bindings.get(name);
  const access = accessOf(node);
  if (access !== undefined) return roleOfMember(access.object, access.property, bindings);
  if (node.type === "TaggedTemplateExpression") return nameOf(member(node, "tag")) === "text" ? "ref" : undefined;
  return node.type === "CallExpression" ? roleOfCall(member(node, "callee"), bindings) : undefined;
}

function roleOfMember(object: SyntaxNode, property: string, bindings: Bindings): Role | undefined {
  if (nameOf(object) === "run" && bindings.get("run") === undefined) return "ref";
  const role = roleOf(object, bindings);
  return (role === "handle" && property !== "otherwise") || role === "refs" ? "ref" : undefined;
}

function roleOfCall(callee: SyntaxNode | undefined, bindings: Bindings): Role | undefined {
  const name = nameOf(callee);
  if (name !== undefined) return makers.has(name) ? "ref" : undefined;
  const access = accessOf(callee);
  if (access === undefined) return undefined;
  const role = roleOf(access.object, bindings);
  if (role === "builder" && placers.has(access.property)) return "handle";
  return role === "ref" && methods.has(access.property) ? "ref" : undefined;
}

/** The roles of the parameters of a function that is given to one of the builder's calls; undefined for any other. */
export function callbackRoles(
  call: SyntaxNode,
  argument: SyntaxNode,
  bindings: Bindings,
): readonly (Role | undefined)[] | undefined {
  const callee = member(call, "callee");
  if (nameOf(callee) === "workflow") return ["builder", "refs"];
  const access = accessOf(callee);
  if (access === undefined) return undefined;
  if (access.property === "otherwise") return ["builder"];
  if (roleOf(access.object, bindings) !== "builder") return undefined;
  if (access.property === "while")
    return members(call, "arguments").indexOf(argument) === 2 ? ["refs"] : ["builder", "refs"];
  return access.property === "foreach" ? ["builder", "refs"] : access.property === "when" ? ["builder"] : undefined;
}

/** True for the lambda of `expr`, whose parameters are values. */
export function isLambda(call: SyntaxNode, argument: SyntaxNode): boolean {
  return nameOf(member(call, "callee")) === "expr" && members(call, "arguments").indexOf(argument) === 1;
}

/** True for a function of any kind. */
export function isFunction(node: unknown): node is SyntaxNode {
  return isNode(node) && /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(node.type);
}
