import {
  createDiagnostic,
  type Diagnostic,
  type DiagnosticDetails,
  type DiagnosticName,
  type Workflow,
} from "@stave/ir-schema";
import type { MaestroParam } from "../definition.js";
import { maestroExtension, type WrittenTexts } from "./extensions.js";
import type { Ending } from "./last-values.js";
import { type MapParam, planMapParams } from "./map-params.js";

/** How a workflow is fitted to one Maestro installation. */
export interface LowerOptions {
  /** Container images by the name of the environment. */
  readonly images?: Readonly<Record<string, string>>;
  /** The image of steps whose environment names none. */
  readonly defaultImage?: string;
  /** The command that starts the Python harness in an image. */
  readonly harness?: readonly string[];
  /** Step types of this installation that run as job templates of a Maestro step type. */
  readonly customTypes?: Readonly<Record<string, { readonly type: string; readonly subType?: string }>>;
}

/** What the lowering of one workflow shares. */
export interface LowerContext {
  readonly workflow: Workflow;
  readonly options: LowerOptions;
  readonly diagnostics: Diagnostic[];
  /** Adds a diagnostic about the part of the workflow at a JSON pointer. */
  readonly report: <TName extends DiagnosticName>(
    name: TName,
    details: DiagnosticDetails<TName>,
    pointer: string,
  ) => void;
  /** A name that nothing in the workflow has, the wanted one if possible. */
  readonly fresh: (wanted: string) => string;
  /** How the while loops whose outputs are read give them out, by the loop's id. */
  readonly endings: Map<string, Ending>;
  /** Params of the workflow beside its own. */
  readonly added: Map<string, MaestroParam>;
  /** Whether anything in the workflow reads an output. */
  readonly isRead: (step: string, output: string) => boolean;
  /** The map params that stand as several, by name. */
  readonly mapParams: ReadonlyMap<string, MapParam>;
  /** Names, edges and texts are Maestro's own and stay as they are. */
  readonly isAsWritten: boolean;
  /** How an imported definition wrote its expressions. */
  readonly written: WrittenTexts;
}

/** Starts the lowering of a workflow whose own names are `taken`. */
export function createContext(workflow: Workflow, options: LowerOptions, taken: Set<string>): LowerContext {
  const diagnostics: Diagnostic[] = [];
  const read = outputsRead(workflow);
  const { asWritten, texts, semicolons } = maestroExtension(workflow.extensions);
  const isAsWritten = asWritten === true;
  const fresh = (wanted: string): string => freshName(wanted, taken);
  const context: LowerContext = {
    workflow,
    options,
    diagnostics,
    endings: new Map(),
    added: new Map(),
    isRead: (step, output) => read.has(`${step}.${output}`),
    isAsWritten,
    written: { texts, semicolons },
    mapParams: isAsWritten ? new Map() : planMapParams(workflow, fresh),
    report: (name, details, pointer) =>
      void diagnostics.push(createDiagnostic(name, details, { workflow: workflow.id, pointer })),
    fresh,
  };
  return context;
}

/** The outputs that any expression of a workflow reads. */
function outputsRead(node: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (typeof node !== "object" || node === null) return found;
  const { kind, step, name } = node as { readonly kind?: unknown; readonly step?: unknown; readonly name?: unknown };
  if (kind === "output") found.add(`${String(step)}.${String(name)}`);
  for (const part of Object.values(node)) outputsRead(part, found);
  return found;
}

function freshName(wanted: string, taken: Set<string>): string {
  const base = wanted
    .replace(/[^A-Za-z0-9_]/g, "_")
    .replace(/_{2,}/g, "_")
    .replace(/_+$/, "");
  let name = base;
  for (let count = 2; taken.has(name); count += 1) name = `${base}_${count}`;
  taken.add(name);
  return name;
}
