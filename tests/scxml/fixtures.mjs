// Reads every public SCXML fixture with `jejak workflow import`, plays its events with `simulate`, and compares the
// configurations. usage: fixtures.mjs JEJAK WORK_FOLDER [--list]
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

const [jejak, work, ...flags] = process.argv.slice(2);
const listed = flags.includes('--list');
const require = createRequire(import.meta.url);
const root = join(dirname(require.resolve('@scion-scxml/test-framework/package.json')), 'test');

// Where XState, whose semantics ours are, departs from SCXML: fixture -> why. Each is checked to depart still.
const departs = JSON.parse(readFileSync(new URL('departs.json', import.meta.url)));

function* fixtures(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* fixtures(path);
    if (entry.name.endsWith('.scxml')) yield path;
  }
}

const run = (args, input) => spawnSync(jejak, ['workflow', ...args], { input, encoding: 'utf8' });

// The keys of the active atomic and final states; a fixture's ids are unique, so they are its configuration.
function leaves(value) {
  if (typeof value === 'string') return [value];
  return Object.entries(value).flatMap(([key, inner]) => (Object.keys(inner).length === 0 && typeof inner === 'object' ? [key] : leaves(inner)));
}
const same = (left, right) => JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());

// What the importer or the compiler said first, without places and names, so that alike reasons are counted together.
function reason(text) {
  const line = text.split('\n').find((each) => each.includes(': ')) ?? 'nothing said';
  return line.replace(/^.*?\.(scxml|json):[^:]*: /, '').replace(/"[^"]*"/g, '"..."').slice(0, 90);
}

function play(name, path, script) {
  const imported = run(['import', path]);
  if (imported.status !== 0) return { left: reason(imported.stderr) };
  const file = join(work, name.replaceAll('/', '_') + '.json');
  writeFileSync(file, imported.stdout);
  let now = Date.parse('2022-01-01T00:00:00Z');
  const lines = script.events.map(({ event, after }) => {
    if (after) now += after;
    const line = { type: event.name, time: new Date(now).toISOString() };
    if (event.data !== undefined) line.data = event.data;
    return JSON.stringify(line);
  });
  const played = run(['simulate', file], lines.join('\n') + '\n');
  if (played.status !== 0) return { wrong: 'simulate: ' + played.stderr.trim() };
  const states = played.stdout.trim().split('\n').map((line) => leaves(JSON.parse(line).value));
  const expected = [script.initialConfiguration, ...script.events.map((each) => each.nextConfiguration)];
  const at = expected.findIndex((each, index) => !same(each, states[index] ?? []));
  return at < 0 ? {} : { wrong: `step ${at}: ${states[at]} instead of ${expected[at]}` };
}

mkdirSync(work, { recursive: true });
const count = { fixtures: 0, agreed: 0, departed: 0 };
const left = new Map(), wrong = [], mended = [];
for (const path of fixtures(root)) {
  const name = path.slice(root.length + 1, -'.scxml'.length);
  let script;
  try {
    script = JSON.parse(readFileSync(path.replace(/\.scxml$/, '.json')));
  } catch {
    continue;  // a part of another fixture
  }
  ++count.fixtures;
  const outcome = play(name, path, script);
  if (outcome.left) {
    left.set(outcome.left, [...(left.get(outcome.left) ?? []), name]);
  } else if (departs[name]) {
    ++count.departed;
    if (!outcome.wrong) mended.push(name);
  } else if (outcome.wrong) {
    wrong.push(`${name}: ${outcome.wrong}`);
  } else {
    ++count.agreed;
  }
}

const leftOut = [...left.values()].flat().length;
console.log(`scxml: ${count.agreed} of ${count.fixtures} fixtures agree; ${count.departed} where XState departs from SCXML; ${leftOut} left out:`);
for (const [why, names] of [...left].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`  ${String(names.length).padStart(4)}  ${why}${listed ? '\n        ' + names.join(' ') : ''}`);
}
for (const each of wrong) console.log('DISAGREES ' + each);
for (const each of mended) console.log('AGREES although departs.json says otherwise: ' + each);
process.exit(wrong.length + mended.length > 0 || count.agreed === 0 ? 1 : 0);
