import { expect, it } from "vitest";
import { applyFixes, checkDefinitionFiles } from "../../src/maestro/index.js";

const request = `{
  "properties": { "owner": "ann" },
  "workflow": {
    "id": "w",
    "steps": [{ "step": { "id": "a", "type": "NoOp", "params": { "s": { "type": "STRING", "value": "$HOME" } } } }]
  }
}
`;
const yaml = `# whose
properties: { owner: ann } # who
workflow:
  id: w
  steps:
    - step:
        id: a
        type: NoOp
        params:
          s: { type: STRING, value: $HOME } # path
`;
const dsl = `workflow:
  id: w
  owner: ann
  s: $HOME # path
  jobs:
    - job: { id: a, type: NoOp }
`;
const home = "STV6317";

/** What is found, as code, start, end and pointer; and the text as the fixes leave it. */
type Case = readonly [text: string, found: string, mended?: string];

const mended = (text: string): string => text.replaceAll("$HOME", "$$$$HOME");
const windows = (text: string): string => text.replaceAll("\n", "\r\n");
const value = "/workflow/steps/0/step/params/s/value";

const json: Readonly<Record<string, Case>> = {
  "line ends of Windows": [windows(request), `${home} 5:101-5:106 ${value}`, windows(mended(request))],
  "a byte order mark": [`\uFEFF${request}`, `${home} 5:101-5:106 ${value}`, `\uFEFF${mended(request)}`],
  tabs: [request.replaceAll("  ", "\t"), `${home} 5:99-5:104 ${value}`, mended(request.replaceAll("  ", "\t"))],
  comments: [`// one\n${request.replace('"id"', '/* two */ "id"')}`, "STV6201 1:1-1:7 ,STV6201 5:5-5:14 "],
  "a comma too many": [
    request.replace('"$HOME" }', '"x", }').replace('"ann" }', '"ann", }'),
    "STV6201 2:33-2:34 ,STV6201 5:103-5:104 ",
    request.replace('"$HOME"', '"x"'),
  ],
  "a comma too few": [request.replace('"w",', '"w"'), "STV6201 5:5-5:12 "],
  "single quotes": [request.replaceAll('"', "'"), "STV6201 2:3-2:15 "],
  "a key twice": [
    request.replace('"value": "$HOME"', '"value": "$HOME", "value": "x"'),
    `STV6205 5:109-5:116 ${value}`,
  ],
  "no end": [request.slice(0, 60), "STV6201 4:5-4:7 "],
  "nothing at all": ["", "STV6201 1:1-1:1 "],
  blanks: ["\n \n", "STV6201 1:1-1:1 "],
  "a list": [
    `[${request},\n${request}]`,
    `${home} 5:101-5:106 /0${value},STV6701 12:11-12:14 /1/workflow/id,${home} 13:101-13:106 /1${value}`,
  ],
  "an empty list": ["[]", "STV6201 1:1-1:3 "],
};

const given: Readonly<Record<string, Case>> = {
  "line ends of Windows": [windows(yaml), `${home} 10:37-10:42 ${value}`, windows(mended(yaml))],
  "a byte order mark": [`\uFEFF${yaml}`, `${home} 10:37-10:42 ${value}`, `\uFEFF${mended(yaml)}`],
  "a tab": [yaml.replace("  id", "\tid"), "STV6201 4:1-4:2 "],
  "another indent": [yaml.replace("        type", "       type"), "STV6201 8:8-8:9 "],
  "an open quote": [yaml.replace("$HOME", '"$HOME'), "STV6201 10:37-10:38 "],
  "an anchor": [
    yaml.replace("owner: ann", "owner: &me ann").replace("id: w", "id: w\n  name: *me"),
    `${home} 11:37-11:42 ${value}`,
  ],
  "an anchor that is not there": [yaml.replace("$HOME", "*h"), "STV6201 10:37-10:39 "],
  "a merge key": [
    `base: &base { type: NoOp }\n${yaml.replace("type: NoOp", "<<: *base")}`,
    `${home} 11:37-11:42 ${value}`,
  ],
  "a block": [
    yaml.replace(
      "{ type: STRING, value: $HOME } # path",
      "\n            type: STRING\n            value: |\n              cd $HOME\n              ls $TMP",
    ),
    `${home} 13:18-13:23 ${value},${home} 14:18-14:22 ${value}`,
    yaml.replace(
      "{ type: STRING, value: $HOME } # path",
      "\n            type: STRING\n            value: |\n              cd $$$$HOME\n              ls $$$$TMP",
    ),
  ],
  "a folded block": [
    yaml.replace(
      "{ type: STRING, value: $HOME } # path",
      "\n            type: STRING\n            value: >-\n              cd $HOME\n              ls $TMP",
    ),
    `${home} 13:18-13:23 ${value},${home} 14:18-14:22 ${value}`,
  ],
  "single quotes": [yaml.replace("$HOME", "'it''s $HOME'"), `${home} 10:44-10:49 ${value}`],
  escapes: [yaml.replace("$HOME", '"\\t\\u00e9 😀 $HOME"'), `${home} 10:50-10:55 ${value}`],
  documents: [`${yaml}---\n${yaml.replace("id: w", "id: v").replace("$HOME", "x")}`, `${home} 10:37-10:42 /0${value}`],
  "nothing at all": ["# only this\n", "STV6201 1:1-1:1 "],
};

const language: Readonly<Record<string, Case>> = {
  "line ends of Windows": [windows(dsl), `${home} 4:6-4:11 /workflow/s`, windows(mended(dsl))],
  "a reference in a map": [
    dsl.replace("s: $HOME", 's<pmap>: { "deep<map>": { a: $HOME } }'),
    `${home} 4:32-4:37 /workflow/s<pmap>/deep<map>/a`,
  ],
  "what people write": [
    dsl
      .replace("s: $HOME", "s<double>: 5")
      .replace("owner: ann", "owner: ann # me\n  run_stratgy: parallel\n  on: yes"),
    "STV6238 4:3-4:14 /workflow/run_stratgy,STV6242 5:7-5:10 /workflow/on,STV6306 6:14-6:15 /workflow/s<double>",
    dsl
      .replace("s: $HOME", "s<double>: 5.0")
      .replace("owner: ann", "owner: ann # me\n  run_strategy: parallel\n  on: true"),
  ],
};

const cases = Object.entries({ json, yaml: given, yml: language }).flatMap(([ending, group]) =>
  Object.entries(group).map(([title, [text, found, wanted]]) => ({ title, file: `a.${ending}`, text, found, wanted })),
);

it.each(cases)("finds $title in $file where it is, and mends it once", ({ file, text, found, wanted }) => {
  const findings = checkDefinitionFiles([{ path: file, text }]);
  const places = findings
    .filter(({ code }) => code !== "STV6212" && code !== "STV6247")
    .map(
      ({ code, line, column, endLine, endColumn, pointer }) =>
        `${code} ${line}:${column}-${endLine}:${endColumn} ${pointer}`,
    );
  expect(places.join(",")).toBe(found);
  const once = applyFixes(text, findings);
  if (wanted !== undefined) expect(once).toBe(wanted);
  expect(applyFixes(once, checkDefinitionFiles([{ path: file, text: once }]))).toBe(once);
});
