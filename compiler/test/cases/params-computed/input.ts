import { expr, noop, p, run, text, workflow } from "stave";

export default workflow(
  "params_computed",
  {
    params: {
      day: p.date({ default: run.logicalDate }),
      until: p.timestamp({ default: run.intervalEnd, description: "Not included." }),
      folder: p.string({ default: text`out/${run.dsNodash}/${run.id}` }),
      week_before: p.date({ default: expr(run.logicalDate, (date) => date.subtract({ days: 7 })) }),
    },
  },
  (w, { day, until, folder, week_before }) => w.step("use", noop({ day, until, folder, week_before })),
);
