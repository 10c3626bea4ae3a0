// Random machines and event sequences, stepped by npm xstate and by `jejak workflow simulate`: any difference is our
// bug. Guards, actions and delays are the same JsonLogic on both sides.
// usage: node xstate.mjs COMMAND... [--seed N] [--count N] [--file DEFINITION]; COMMAND takes a
// definition's file name. With --file the machine is given and only the events are random.
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {inputs_by_forms, random_definition, random_inputs} from './machines.mjs';
import {arguments_of, canonical, output_lines, random_from} from './support.mjs';
import {truth_of} from './truth.mjs';

const {command, seed, count, file} = arguments_of(process.argv, {count: 2000});
const folder = mkdtempSync(join(tmpdir(), 'jejak-differential-'));
const name = join(folder, 'definition.json');
const tally = {passed: 0, failed: 0, refused: 0, lines: 0, taken: 0, done: 0, errors: 0, slips: 0};

function report(definition, inputs, at, want, got) {
  if (++tally.failed > 5) return;
  console.log(`${definition.id}, line ${at}\n  definition ${JSON.stringify(definition)}\n  inputs ${inputs.slice(0, at).join('\n         ')}`
    + `\n  truth ${want}\n  ours  ${got}`);
}

function compare(definition, inputs, lines) {
  const truth = truth_of(definition, inputs.map(line => JSON.parse(line)));
  if (truth.length <= inputs.length && truth.at(-1) !== 'error') ++tally.slips;
  for (let i = 0; i < truth.length; ++i) {
    const want = truth[i];
    const got = lines[i] ?? '(nothing)';
    if (want === 'error' && got.startsWith('{"error"')) return void (++tally.errors, ++tally.passed);
    if (want === 'error' || got === '(nothing)' || canonical(got) !== canonical(want)) return report(definition, inputs, i, want, got);
    ++tally.lines;
    if (want.includes('"changed":true')) ++tally.taken;
    if (i === truth.length - 1 && want.includes('"status":"done"')) ++tally.done;
  }
  ++tally.passed;
}

function run(definition, random) {
  const inputs = file ? inputs_by_forms(definition, random) : random_inputs(definition, random);
  writeFileSync(name, JSON.stringify(definition));
  const {lines, status, stderr} = output_lines([...command, name], inputs);
  if (lines.length === 0 && status === 1) {
    if (++tally.refused <= 3) console.log(`refused: ${stderr.split('\n')[0]}`);
    return;
  }
  compare(definition, inputs, lines);
}

try {
  for (let i = 0; i < count; ++i) {
    const random = random_from(seed + i);
    const definition = file ? JSON.parse(readFileSync(file, 'utf8')) : random_definition(random);
    definition.id = `seed-${seed + i}`;
    run(definition, random);
  }
} finally {
  rmSync(folder, {recursive: true});
}
console.log(`${tally.lines} lines compared, ${tally.taken} transitions, ${tally.done} machines finished, ${tally.errors} never settled, ${tally.slips} cut short where xstate slips, ${tally.refused} refused`);
console.log(`seed ${seed}: ${tally.passed} passed, ${tally.failed} failed`);
process.exitCode = tally.failed === 0 && tally.refused * 10 <= count ? 0 : 1;
