import { expect, it } from "vitest";
import {
  checkSel,
  evaluateSel,
  parseSel,
  type SelProgram,
  type SelType,
  type TypedValue,
} from "../../src/sel/index.js";

const NAMES = ["constructor", "toString", "hasOwnProperty", "__proto__", "valueOf"];
const programOf = (text: string): SelProgram => parseSel(text).program as SelProgram;

it("reads no name that only every object has", () => {
  for (const name of NAMES) {
    expect(evaluateSel(programOf(`${name} + '';`), { vars: {} })).toMatchObject({ ok: true, value: "null" });
    expect(checkSel(programOf(`${name} + '';`), { vars: {} }).diagnostics).toMatchObject([{ severity: "warning" }]);
  }
});

it("reads params of such names", () => {
  for (const name of NAMES) {
    const vars = JSON.parse(`{"${name}":{"type":"LONG","value":"7"}}`) as Record<string, TypedValue>;
    const types = JSON.parse(`{"${name}":"LONG"}`) as Record<string, SelType>;
    expect(evaluateSel(programOf(`${name} + 1;`), { vars })).toMatchObject({ ok: true, type: "LONG", value: "8" });
    expect(checkSel(programOf(`${name} + 1;`), { vars: types })).toEqual({
      type: "LONG",
      types: ["LONG"],
      diagnostics: [],
    });
  }
});
