import { noop, p, type Ref, shell, workflow } from "stave";

const texts: Ref<string>[] = [];

export default (function* () {
  yield workflow("first", { params: { a: p.string("x") } }, (w, { a }) => {
    texts.push(w.step("make", shell("echo", { args: { a } })).stdout, a);
  });
  yield workflow("second", { params: { path: p.string({ default: texts[0] as Ref<string> }), a: p.string({ default: texts[1] as Ref<string> }) } }, (w, params) =>
    w.step("use", noop({ ...params })),
  );
})();
