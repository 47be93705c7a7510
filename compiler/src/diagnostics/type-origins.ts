import type { Diagnostic, Expr, IrDocument, Related, Step } from "@stave/ir-schema";

const MOST = 2;

/** A finding about types, with where the values in question were declared: params, steps' results, loop variables. */
export function withTypeOrigins(diagnostic: Diagnostic, { workflow }: IrDocument): Diagnostic {
  const { pointer } = diagnostic.at;
  const isTold = diagnostic.related !== undefined || diagnostic.name === "branches-differ";
  if (!diagnostic.code.startsWith("STV20") || pointer === undefined || isTold) return diagnostic;
  const related = refsIn(nodeAt(workflow, pointer))
    .slice(0, MOST)
    .flatMap((ref) => originOf(ref, workflow.steps, diagnostic.at.workflow) ?? []);
  return related.length === 0 ? diagnostic : { ...diagnostic, related };
}

type Ref = Expr & { kind: "param" | "output" | "loop" };

function nodeAt(root: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (node, part) => (node as Record<string, unknown> | undefined)?.[part.replaceAll("~1", "/").replaceAll("~0", "~")],
      root,
    );
}

/** The refs of an expression, each once, in the order they are written. */
function refsIn(node: unknown, found: Ref[] = []): readonly Ref[] {
  if (typeof node !== "object" || node === null) return found;
  const { kind } = node as { kind?: unknown };
  if (kind === "param" || kind === "output" || kind === "loop") {
    if (!found.some((ref) => JSON.stringify(ref) === JSON.stringify(node))) found.push(node as Ref);
    return found;
  }
  for (const child of Object.values(node)) refsIn(child, found);
  return found;
}

function originOf(ref: Ref, steps: readonly Step[], workflow: string | undefined): Related | undefined {
  const place = (pointer: string): Related["at"] => ({ ...(workflow !== undefined && { workflow }), pointer });
  if (ref.kind === "param")
    return { message: `param "${ref.name}" is declared here`, at: place(`/params/${ref.name}`) };
  const at = pointerOf(ref.step, steps, "/steps");
  if (at === undefined) return undefined;
  if (ref.kind === "output")
    return {
      message: `output "${ref.name}" of step "${ref.step}" comes from here`,
      at: place(`${at}/outputs/${ref.name}`),
    };
  return { message: `loop variable "${ref.name}" is declared here`, at: place(`${at}/over/${ref.name}`) };
}

function pointerOf(id: string, steps: readonly Step[], base: string): string | undefined {
  for (const [index, step] of steps.entries()) {
    const at = `${base}/${index}`;
    if (step.id === id) return at;
    const inner =
      step.kind === "foreach" || step.kind === "while" ? pointerOf(id, step.steps, `${at}/steps`) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}
