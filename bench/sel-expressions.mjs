// The same small expressions in SEL and in CEL; `#` is a number that makes every text new.

/** Five shapes of the plainest expressions. */
export const plain = [
  ["a + b * #;", "a + b * #"],
  ["a > # ? 'high' : 'low';", "a > # ? 'high' : 'low'"],
  ["name + '-#' + name;", "name + '-#' + name"],
  ["a > # && b < # || a == b;", "a > # && b < # || a == b"],
  ["name.startsWith('x#');", "name.startsWith('x#')"],
];

/** What params of real workflows compute. */
export const realistic = [
  ["dateint % # == 1;", "dateint % # == 1"],
  ["dateint / 100 % #;", "dateint / 100 % #"],
  ["(dateint - 20000000) / 10000 * # + hour;", "(dateint - 20000000) / 10000 * # + hour"],
  ["hour >= 6 && hour < # ? 'day' : 'night';", "hour >= 6 && hour < # ? 'day' : 'night'"],
  ["priority == 'p#' ? 1 : priority == 'high' ? 5 : 10;", "priority == 'p#' ? 1 : priority == 'high' ? 5 : 10"],
  [
    "attempt > # ? 'large' : attempt == 2 ? 'medium' : 'small';",
    "attempt > # ? 'large' : attempt == 2 ? 'medium' : 'small'",
  ],
  ["path.endsWith('/#') ? path : path + '/#';", "path.endsWith('/#') ? path : path + '/#'"],
  ["row_count > #;", "row_count > #"],
  ["ratio * #.5 > max_ratio;", "ratio * #.5 > max_ratio"],
  ["ratio / 1024.0 + #.25;", "ratio / 1024.0 + #.25"],
  ["status == 'S#' || force_run;", "status == 'S#' || force_run"],
  ["full_refresh ? # : dateint;", "full_refresh ? # : dateint"],
  ["'v#/dt=' + String.valueOf(dateint);", "'v#/dt=' + string(dateint)"],
  ["'s3://' + bucket + '/' + path + '/dt=#';", "'s3://' + bucket + '/' + path + '/dt=#'"],
  ["regions[(hour + #) % regions.length];", "regions[(hour + #) % regions.size()]"],
  ["counts[0] + counts[1] * #;", "counts[0] + counts[1] * #"],
  ["regions.length > #;", "size(regions) > #"],
  ["conf.get('db') + '.t#';", "conf['db'] + '.t#'"],
  ["conf.containsKey('k#');", "'k#' in conf"],
  ["conf.containsKey('db') ? conf.get('db') : 'd#';", "'db' in conf ? conf['db'] : 'd#'"],
  ["conf.size() < #;", "conf.size() < #"],
  ["name.trim().isEmpty() ? 'd#' : name.trim();", "name.trim() == '' ? 'd#' : name.trim()"],
  ["name.substring(0, 3) + '#';", "name.substring(0, 3) + '#'"],
  ["path.substring(path.lastIndexOf('/') + 1) + '#';", "path.substring(path.lastIndexOf('/') + 1) + '#'"],
  ["name.toUpperCase() + '_#';", "name.upperAscii() + '_#'"],
  ["name.length() + #;", "size(name) + #"],
  ["name.contains('#') && hour != 3;", "name.contains('#') && hour != 3"],
  ["ids.split(',')[1] + '#';", "ids.split(',')[1] + '#'"],
  ["Long.valueOf(partition) + #;", "int(partition) + #"],
  [
    '"SELECT count(*) FROM " + name + " WHERE id > # AND env = \'" + env + "\'";',
    '"SELECT count(*) FROM " + name + " WHERE id > # AND env = \'" + env + "\'"',
  ],
  [
    "status != 'F#' && (env == 'prod' || env == 'test') ? 'page' : 'log';",
    "status != 'F#' && (env == 'prod' || env == 'test') ? 'page' : 'log'",
  ],
  ["(a > 0 && b > #) || (a <= # && !(b == a));", "(a > 0 && b > #) || (a <= # && !(b == a))"],
  ["!full_refresh && (force_run || attempt > #);", "!full_refresh && (force_run || attempt > #)"],
  ["-a + b - #;", "-a + b - #"],
  ["(a + b) * (a - #) / 2;", "(a + b) * (a - #) / 2"],
  ["a > b ? a : b + #;", "a > b ? a : b + #"],
];

const text = (value) => ["STRING", "string", value, value];
const long = (value) => ["LONG", "int", String(value), BigInt(value)];
const double = (value) => ["DOUBLE", "double", String(value), value];
const flag = (value) => ["BOOLEAN", "bool", value, value];

const CONF = { db: "sales", table: "orders" };
const entries = Object.entries(CONF).map(([key, value]) => [key, { type: "STRING", value }]);

/** What is known beforehand of the values behind the keys of a map, as CEL's `map<string, string>` says it. */
export const known = { conf: Object.fromEntries(Object.keys(CONF).map((key) => [key, { type: "STRING" }])) };

/** Every name the expressions read: type in SEL, type in CEL, value in SEL, value in CEL. */
export const variables = {
  a: long(7),
  b: long(3),
  hour: long(7),
  attempt: long(2),
  dateint: long(20240229),
  row_count: long(18231),
  ratio: double(0.25),
  max_ratio: double(12.5),
  full_refresh: flag(false),
  force_run: flag(true),
  name: text("seattle"),
  env: text("prod"),
  status: text("SUCCEEDED"),
  priority: text("high"),
  bucket: text("rain-data"),
  path: text("daily/clean"),
  ids: text("one,two,three"),
  partition: text("20240228"),
  regions: [
    "STRING_ARRAY",
    "list<string>",
    ["us-east-1", "eu-west-1", "us-west-2"],
    ["us-east-1", "eu-west-1", "us-west-2"],
  ],
  counts: ["LONG_ARRAY", "list<int>", ["4", "15"], [4n, 15n]],
  conf: ["MAP", "map<string, string>", Object.fromEntries(entries), CONF],
};
