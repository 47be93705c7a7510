import { ELEMENT_OF, type SelType } from "../types.js";

/** What a parameter takes: a type, a text or number, or any value but arrays and maps. */
type Parameter = SelType | "TEXT" | "SCALAR";

/** A method whose use raises no findings. */
export interface QuickMethod {
  readonly parameters: readonly Parameter[];
  readonly result: SelType;
  /** It may fail on constants, so the first argument must be a value the machine does not know. */
  readonly mayFail: boolean;
}

const safe = (result: SelType, ...parameters: readonly Parameter[]): QuickMethod => ({
  parameters,
  result,
  mayFail: false,
});
const failing = (result: SelType, ...parameters: readonly Parameter[]): QuickMethod => ({
  parameters,
  result,
  mayFail: true,
});

/** Methods that cannot fail on a value of their type and arguments of these types. */
export const QUICK_METHODS: Readonly<Partial<Record<SelType, ReadonlyMap<string, QuickMethod>>>> = {
  STRING: new Map([
    ["length", safe("LONG")],
    ["isEmpty", safe("BOOLEAN")],
    ["trim", safe("STRING")],
    ["toUpperCase", safe("STRING")],
    ["toLowerCase", safe("STRING")],
    ["startsWith", safe("BOOLEAN", "STRING")],
    ["endsWith", safe("BOOLEAN", "STRING")],
    ["contains", safe("BOOLEAN", "STRING")],
    ["equals", safe("BOOLEAN", "SCALAR")],
    ["compareTo", safe("LONG", "STRING")],
    ["lastIndexOf", safe("LONG", "STRING")],
    ["replace", safe("STRING", "STRING", "STRING")],
  ]),
  LONG: new Map([["toString", safe("STRING")]]),
  DOUBLE: new Map([
    ["toString", safe("STRING")],
    ["intValue", safe("LONG")],
    ["longValue", safe("LONG")],
  ]),
};

const LONG_CLASS: ReadonlyMap<string, QuickMethod> = new Map([
  ["valueOf", failing("LONG", "TEXT")],
  ["parseLong", failing("LONG", "STRING")],
]);

/** The same of the methods of classes. */
export const QUICK_STATICS: ReadonlyMap<string, ReadonlyMap<string, QuickMethod>> = new Map([
  ["String", new Map([["valueOf", safe("STRING", "SCALAR")]])],
  ["Long", LONG_CLASS],
  ["Integer", LONG_CLASS],
  ["Double", new Map([["parseDouble", failing("DOUBLE", "STRING")]])],
  [
    "Math",
    new Map([
      ["min", safe("LONG", "LONG", "LONG")],
      ["max", safe("LONG", "LONG", "LONG")],
    ]),
  ],
  [
    "Util",
    new Map([
      ["incrementDateInt", failing("STRING", "TEXT", "LONG")],
      ["tsToDateInt", failing("STRING", "TEXT")],
      ["dateIntToTs", failing("LONG", "TEXT")],
    ]),
  ],
]);

/** Whether a value of a type is an argument the parameter takes. */
export function takes(parameter: Parameter, type: SelType): boolean {
  if (parameter === "TEXT") return type === "STRING" || type === "LONG";
  return parameter === "SCALAR" ? ELEMENT_OF[type] === undefined && type !== "MAP" : parameter === type;
}
