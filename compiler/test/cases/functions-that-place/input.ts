import { type Builder, p, type Ref, shell, workflow } from "stave";

function loadAndCheck(w: Builder, name: string, day: Ref<string>): { readonly table: Ref<string> } {
  const load = w.step(`load_${name}`, shell("./load.sh", { args: { day }, outputs: { table: p.string() } }));
  w.step(`check_${name}`, shell("./check.sh", { args: { table: load.table } }));
  return { table: load.table };
}

export default workflow("functions_that_place", { params: { day: p.string("2026-01-31") } }, (w, { day }) => {
  const trips = loadAndCheck(w, "trips", day);
  const users = loadAndCheck(w, "users", day);
  w.step("join", shell("./join.sh", { args: { left: trips.table, right: users.table } }));
});
