import type { Finding } from "../findings/finding.js";
import { createReporter } from "../findings/reporter.js";
import { readDefinitions } from "../model/read-definition.js";
import { checkGraph } from "./check-graph.js";
import { checkKinds } from "./check-kinds.js";
import { checkLoops } from "./check-loops.js";
import { checkParams } from "./check-params.js";
import { checkPlaces } from "./check-places.js";
import { checkTime } from "./check-time.js";
import { checkTogether, givenNames, type ReadFile } from "./check-together.js";
import { checkValues } from "./check-values.js";
import { dryRun } from "./dry-run.js";

/** A file that holds a definition; paths that end in .yaml or .yml are read as YAML, others as JSON. */
export interface DefinitionFile {
  readonly path: string;
  readonly text: string;
}

/**
 * Checks definitions for Maestro, alone and together: an error certainly breaks, a warning is a trap.
 *
 * @example
 * const findings = checkDefinitionFiles([{ path: "daily.json", text: readFileSync("daily.json", "utf8") }]);
 */
export function checkDefinitionFiles(files: readonly DefinitionFile[]): readonly Finding[] {
  return checkDefinitions(files).findings;
}

/** What is wrong with files, and how many definitions they hold. */
export interface CheckedDefinitions {
  readonly findings: readonly Finding[];
  readonly count: number;
}

/** Checks like {@link checkDefinitionFiles}, counts the definitions, and tells how many are done. */
export function checkDefinitions(
  files: readonly DefinitionFile[],
  step: (done: number) => void = () => {},
): CheckedDefinitions {
  const reporters = files.map(({ path, text }) => createReporter(path, text));
  const read = reporters.flatMap((reporter): readonly ReadFile[] =>
    readDefinitions(reporter).map((definition) => ({ reporter, definition })),
  );
  const given = givenNames(read);
  const others = new Map(read.map(({ definition }) => [definition.workflow.id, definition.workflow]));
  for (const [done, { reporter, definition }] of read.entries()) {
    step(done);
    checkGraph(reporter, definition);
    checkParams(reporter, definition);
    checkKinds(reporter, definition);
    checkLoops(reporter, definition);
    checkPlaces(reporter, definition, { given: given.get(definition.workflow.id) ?? [], others });
    const values = dryRun(reporter, definition);
    checkTime(reporter, definition, values);
    checkValues(reporter, definition, values);
    if (definition.owner === undefined) {
      reporter.report("noOwner", definition.workflow.spot, { workflow: definition.workflow.id });
    }
  }
  checkTogether(read);
  return { findings: reporters.flatMap((reporter) => sorted(reporter.findings)), count: read.length };
}

/** In the order of the file, each finding once. */
function sorted(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  const distinct = findings.filter(({ code, line, column, message }) => {
    const key = `${code} ${line} ${column} ${message}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
  return distinct.sort((left, right) => left.line - right.line || left.column - right.column);
}
