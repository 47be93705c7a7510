import { cron, shell, workflow } from "stave";

export default workflow(
  "w",
  {
    triggers: [
      cron("0 25 * * *"),
      cron("0 6 30 2 *"),
      cron("every day"),
      cron("0 6 * * *", { timezone: "Europe/Berlim" }),
      cron("0 6 * * *", { timezone: "Europe/Oslo" }),
      cron("0 6 * * *", { timezone: "Europe/Oslo" }),
      cron("0 7 * * *", { jitter: "5 minutes" }),
    ],
  },
  (w) => {
    w.step("work", shell("true"));
  },
);
