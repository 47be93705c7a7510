import { noop, p, type Ref, shell, workflow } from "stave";

let made: Ref<string> | undefined;
const first = workflow("first", (w) => {
  made = w.step("make", shell("echo 1")).stdout;
});

export default [
  first,
  workflow("second", { params: { path: p.string({ default: made as Ref<string> }), plain: p.int(undefined as unknown as number) } }, (w, params) =>
    w.step("use", noop({ ...params })),
  ),
];
