import { stringify } from "yaml";
import type { MaestroDefinition } from "../definition.js";

/**
 * A create request as YAML, which `checkDefinitionFiles` and `importDefinition` read like the JSON.
 *
 * @example
 * writeFileSync("daily.yaml", writeYaml(definition, "made from daily.ts"));
 */
export function writeYaml(definition: MaestroDefinition, comment?: string): string {
  const head = comment === undefined ? "" : `${comment.replace(/^/gm, "# ")}\n`;
  return head + stringify(definition, { lineWidth: 120, aliasDuplicateObjects: false, version: "1.1" });
}
