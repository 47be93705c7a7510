/*
 * # A workflow that calls workflows
 *
 * `species_profile` is a workflow like any other. `penguins` calls it once a species: its params are the arguments, what
 * it returns are typed outputs, and in a `foreach` each of them becomes a list. Both are exported; calling one is enough
 * for the compiler to find it.
 *
 * Data: `penguins.json` of the npm package `vega-datasets` 3.2.1, collected by Dr. Kristen Gorman and Palmer Station
 * Antarctica LTER, CC0 1.0 (https://github.com/allisonhorst/palmerpenguins).
 */
import { p, text, workflow } from "stave";
import { heaviest, measure } from "./penguins.py";

const speciesProfile = workflow(
  "species_profile",
  {
    params: {
      species: p.enum(["Adelie", "Chinstrap", "Gentoo"]),
      data: p.string("../node_modules/vega-datasets/data"),
    },
  },
  (w, { species, data }) => {
    const profile = w.step("measure", measure({ json_file: text`${data}/penguins.json`, species }));
    return { count: profile.count, mean_mass: profile.mean_mass };
  },
);

const penguins = workflow(
  "penguins",
  {
    params: { species: p.list(p.enum(["Adelie", "Chinstrap", "Gentoo"]), ["Adelie", "Chinstrap", "Gentoo"]) },
  },
  (w, { species }) => {
    const profiles = w.foreach(
      "profile_species",
      { one: species },
      (w, { one }) => w.subworkflow("profile", speciesProfile, { species: one }),
      { concurrency: 2 },
    );
    const winner = w.step("heaviest", heaviest({ species, masses: profiles.mean_mass }));
    return { count: profiles.count, mean_mass: profiles.mean_mass, heaviest: winner.result };
  },
);

export default [penguins, speciesProfile];
