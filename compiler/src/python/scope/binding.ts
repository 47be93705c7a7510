import type { PythonExpression } from "../syntax/expression.js";
import type { ParsedModule } from "../syntax/parse-module.js";
import type { ClassStatement, FunctionStatement } from "../syntax/statement.js";

/** What a name in a Python scope stands for. */
export type Binding =
  | { readonly kind: "class"; readonly statement: ClassStatement }
  | { readonly kind: "function"; readonly statement: FunctionStatement }
  | { readonly kind: "alias"; readonly value: PythonExpression; readonly typeParameters: readonly string[] }
  | { readonly kind: "import"; readonly module: string }
  | {
      readonly kind: "import-from";
      readonly level: number;
      readonly module: string;
      readonly name: string;
      /** `import x as x` hands a name on. */
      readonly explicit: boolean;
    };

/** The names of a module or of a class body; a class looks outwards to its module. */
export interface Scope {
  readonly module: ParsedModule;
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly stars: readonly { readonly level: number; readonly module: string }[];
  readonly outer?: Scope;
}
