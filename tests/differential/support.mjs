// What both differential tests share: a seeded generator, the command line, and the comparison.
import {spawnSync} from 'node:child_process';

// mulberry32: a small generator with one 32-bit seed.
export function random_from(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = limit => Math.floor(next() * limit);
  return {
    below,
    chance: probability => next() < probability,
    pick: items => items[below(items.length)],
    list: (least, most, make) => Array.from({length: least + below(most - least + 1)}, make),
  };
}

// COMMAND... [--seed N] [--count N] [--file DEFINITION]
export function arguments_of(argv, {count}) {
  const options = {command: [], seed: 20261123, count, file: undefined};
  for (let i = 2; i < argv.length; ++i) {
    if (argv[i] === '--seed') options.seed = Number(argv[++i]);
    else if (argv[i] === '--count') options.count = Number(argv[++i]);
    else if (argv[i] === '--file') options.file = argv[++i];
    else options.command.push(argv[i]);
  }
  return options;
}

// The standard output's lines of `command` on `lines`.
export function output_lines(command, lines) {
  const run = spawnSync(command[0], command.slice(1), {input: lines.join('\n') + '\n', encoding: 'utf8', maxBuffer: 1 << 30});
  if (run.error || run.signal) throw new Error(`${command.join(' ')}: ${run.error ?? run.signal}\n${run.stderr}`);
  return {lines: run.stdout.split('\n').slice(0, -1), stderr: run.stderr, status: run.status};
}

// Text that is the same for the same JSON, whatever the order of keys and the spelling of numbers.
export function canonical(text) {
  const sorted = value => Array.isArray(value) ? value.map(sorted)
    : value && typeof value === 'object' ? Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])])) : value;
  return JSON.stringify(sorted(JSON.parse(text)));
}

// Compares line by line; where `undefined` is expected any one line will do.
export function compare_lines({command, seed, inputs, expected}) {
  const {lines} = output_lines(command, inputs);
  let different = 0;
  let compared = 0;
  expected.forEach((want, i) => {
    if (want === undefined) return;
    ++compared;
    const got = lines[i] ?? '(nothing)';
    if (got !== '(nothing)' && canonical(got) === canonical(want)) return;
    if (++different <= 5) process.stdout.write(`case ${i}\n  input ${inputs[i]}\n  truth ${want}\n  ours  ${got}\n`);
  });
  process.stdout.write(`seed ${seed}: ${compared - different} passed, ${different} failed\n`);
  process.exitCode = different === 0 && lines.length === inputs.length ? 0 : 1;
}
