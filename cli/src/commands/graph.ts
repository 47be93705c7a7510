import { type Expr, formatExpr, type Step, type Workflow } from "@stave/ir-schema";
import { EXIT, type ExitCode, exitFor } from "../exit.js";
import type { Invocation } from "../main.js";
import { loadWorkflows } from "../project/load-workflows.js";
import { hasErrors, report } from "../terminal/report.js";

/** `stave graph`. */
export async function graph(
  { output }: Invocation,
  file: string,
  options: { readonly format: "text" | "mermaid" | "dot" },
): Promise<ExitCode> {
  const { bundles, diagnostics } = await loadWorkflows(file);
  report(diagnostics, "pretty", output);
  if (hasErrors(diagnostics)) return exitFor(diagnostics);
  for (const { root } of bundles) output.out(drawers[options.format](root.workflow));
  return EXIT.ok;
}

const drawers: Readonly<Record<"text" | "mermaid" | "dot", (workflow: Workflow) => string>> = {
  text: (workflow) => [workflow.id, ...textLines(workflow.steps, "  ")].join("\n"),
  mermaid: (workflow) => ["flowchart TD", ...mermaidLines(workflow.steps, "  ")].join("\n"),
  dot: (workflow) => [`digraph ${JSON.stringify(workflow.id)} {`, ...dotLines(workflow.steps, "  "), "}"].join("\n"),
};

function bodyOf(step: Step): readonly Step[] {
  return step.kind === "foreach" || step.kind === "while" ? step.steps : [];
}

function textLines(steps: readonly Step[], indent: string): readonly string[] {
  return steps.flatMap((step) => {
    const needs = (step.needs ?? []).map((need) =>
      need.when ? `${need.step} if ${formatExpr(need.when)}` : need.step,
    );
    const after = needs.length > 0 ? `  ← ${needs.join(", ")}` : "";
    return [`${indent}${step.id} (${step.kind})${after}`, ...textLines(bodyOf(step), `${indent}  `)];
  });
}

function mermaidLines(steps: readonly Step[], indent: string): readonly string[] {
  return steps.flatMap((step) => {
    const body = bodyOf(step);
    const node =
      body.length > 0
        ? [`${indent}subgraph ${step.id}`, ...mermaidLines(body, `${indent}  `), `${indent}end`]
        : [`${indent}${step.id}[${step.id}]`];
    return [
      ...node,
      ...(step.needs ?? []).map(({ step: from, when }) =>
        when === undefined
          ? `${indent}${from} --> ${step.id}`
          : `${indent}${from} -. ${mermaidText(formatExpr(when))} .-> ${step.id}`,
      ),
    ];
  });
}

/** Mermaid reads a quoted text whole, but for quotes and entities. */
function mermaidText(text: string): string {
  return `"${text.replaceAll("#", "#35;").replaceAll('"', "#quot;").replaceAll("\n", " ")}"`;
}

function dashed(when: Expr): string {
  return ` [style=dashed, label=${JSON.stringify(formatExpr(when))}]`;
}

function dotLines(steps: readonly Step[], indent: string): readonly string[] {
  return steps.flatMap((step) => {
    const id = JSON.stringify(step.id);
    const edges = (step.needs ?? []).map(
      ({ step: from, when }) => `${indent}${JSON.stringify(from)} -> ${id}${when === undefined ? "" : dashed(when)};`,
    );
    return [`${indent}${id};`, ...edges, ...dotLines(bodyOf(step), indent)];
  });
}
