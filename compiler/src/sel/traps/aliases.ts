import type { SelFix } from "../check/findings.js";
import type { Machine } from "../check/machine.js";
import { CLASS_NAMES } from "../class-names.js";
import { selChildren } from "../refs/children.js";
import type { SelDeclarator, SelExpression, SelNode, SelProgram, SelSpan } from "../syntax/ast.js";

interface NameUses {
  readonly writes: SelSpan[];
  readonly reads: SelSpan[];
}

interface Declared {
  readonly declarator: SelDeclarator;
  /** Leaves out the type, when the declaration has one name only. */
  readonly fix: SelFix | undefined;
  readonly loop: SelSpan | undefined;
}

interface Survey {
  readonly uses: Map<string, NameUses>;
  readonly declared: Declared[];
}

/** Warns of declarations that share the box of another variable, or of their own literal between rounds of a loop. */
export function findAliases(machine: Machine, program: SelProgram): void {
  const survey: Survey = { uses: new Map(), declared: [] };
  collect(survey, program);
  for (const item of survey.declared) {
    const { init } = item.declarator;
    const source = init === undefined ? undefined : sourceOf(init);
    if (source !== undefined) checkShared(machine, survey, item, source);
    else if (init !== undefined && isLiteral(init)) checkLiteral(machine, survey, item, init);
  }
}

function usesOf(survey: Survey, name: string): NameUses {
  const known = survey.uses.get(name);
  if (known !== undefined) return known;
  const uses: NameUses = { writes: [], reads: [] };
  survey.uses.set(name, uses);
  return uses;
}

/** Walks without recursion and hands each node the innermost loop that runs it again and again. */
function collect(survey: Survey, program: SelProgram): void {
  const pending: { readonly node: SelNode; readonly loop: SelSpan | undefined }[] = [
    { node: program, loop: undefined },
  ];
  const targets = new Set<SelNode>();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, loop } = next;
    if (node.kind === "assign") {
      targets.add(node.target);
      usesOf(survey, node.target.name).writes.push(node);
    }
    if (node.kind === "declaration") {
      for (const declarator of node.declarators) {
        targets.add(declarator.name);
        const fix = node.declarators.length === 1 ? { start: node.start, end: declarator.start, text: "" } : undefined;
        survey.declared.push({ declarator, fix, loop });
      }
    }
    if (node.kind === "name" && !targets.has(node)) usesOf(survey, node.name).reads.push(node);
    for (const child of selChildren(node)) pending.push({ node: child, loop: isRepeated(node, child) ? node : loop });
  }
}

function isRepeated(parent: SelNode, child: SelNode): boolean {
  return parent.kind === "while" || (parent.kind === "for" && child !== parent.init);
}

/** The name whose box a declaration with this initialiser would share. */
function sourceOf(init: SelExpression): string | undefined {
  if (init.kind === "name") return init.name;
  if (init.kind === "index" && init.object.kind === "name") return init.object.name;
  return init.kind === "assign" ? init.target.name : undefined;
}

const LITERALS: ReadonlySet<SelExpression["kind"]> = new Set(["long", "double", "string", "boolean"]);
const isLiteral = (node: SelExpression): boolean => LITERALS.has(node.kind);
const isIn = (inner: SelSpan, outer: SelSpan): boolean => inner.start >= outer.start && inner.end <= outer.end;

function checkShared(machine: Machine, survey: Survey, { declarator, fix, loop }: Declared, source: string): void {
  const { name, end } = declarator;
  if (source === "params" || source === name.name) return;
  if (CLASS_NAMES.has(source)) {
    machine.warn("classNameAssigned", declarator, { name: source });
    return;
  }
  const later = (span: SelSpan): boolean => span.start >= end || (loop !== undefined && isIn(span, loop));
  const changes = (from: string, to: string): boolean =>
    usesOf(survey, from).writes.some(later) && usesOf(survey, to).reads.some((span) => later(span) && span.start > end);
  if (!changes(name.name, source) && !changes(source, name.name)) return;
  machine.warn("declarationAliases", declarator, { name: name.name, other: source }, fix);
}

function checkLiteral(
  machine: Machine,
  survey: Survey,
  { declarator, fix, loop }: Declared,
  init: SelExpression,
): void {
  if (loop === undefined) return;
  const { name } = declarator;
  if (!usesOf(survey, name.name).writes.some((span) => isIn(span, loop))) return;
  machine.warn("literalAliases", declarator, { name: name.name, literal: literalText(init) }, fix);
}

function literalText(node: SelExpression): string {
  return node.kind === "string" ? `'${node.value}'` : "value" in node ? String(node.value) : "value";
}
