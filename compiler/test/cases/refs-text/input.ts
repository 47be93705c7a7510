import { noop, p, run, text, workflow } from "stave";

export default workflow("refs_text", { params: { day: p.date("2026-01-31"), n: p.int(1), tag: p.string("x") } }, (w, { day, n, tag }) =>
  w.step(
    "use",
    noop({
      joined: text`s3://bucket/${day}/part-${n}.parquet`,
      plain: text`nothing`,
      empty: text``,
      literal: text`${1}-${"two"}-${true}`,
      nested: text`${text`${tag}/${run.ds}`}/${n.add(1)}`,
      dollars: text`\${not} $5 {braces} "quotes" \\ é 🦊`,
    }),
  ),
);
