import type { AdversaryCase } from "./adversary-case.js";
import { conventionCases } from "./conventions.js";
import { keyCases } from "./keys.js";
import { kindCases } from "./kinds.js";
import { paramCases } from "./params.js";
import { placeCases } from "./places.js";
import { selCases } from "./sel.js";
import { timeCases } from "./times.js";
import { yamlCases } from "./yaml.js";

/** All cases by what they are about. */
export const caseGroups: Readonly<Record<string, readonly AdversaryCase[]>> = {
  ...conventionCases,
  ...keyCases,
  ...paramCases,
  ...placeCases,
  ...kindCases,
  ...timeCases,
  ...selCases,
  ...yamlCases,
};
