import { container, p, text, workflow } from "stave";

export default workflow("kind_container", { params: { day: p.date("2026-01-31"), flags: p.list(p.string(), []) } }, (w, { day, flags }) => {
  const load = w.step(
    "load",
    container({
      image: "registry.example.org/load:3.1",
      command: ["python", "-m", "load"],
      args: ["--day", text`${day}`],
      env: { DAY: text`${day}` },
      resources: { cpu: "2", memory: "4Gi", disk: "10Gi", gpu: "1" },
      outputs: { table: p.string() },
    }),
  );
  w.step("check", container({ image: text`registry.example.org/check:${load.table}`, args: flags }));
});
