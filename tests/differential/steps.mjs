// How many steps a second npm xstate takes, for `jejak bench`: reads {"definition","season":[{"type","data"?}],"seconds"}
// from standard input and prints {"version","actor","transition"}, steps per second by the two ways to step a machine.
// Guards, assigns and delays are the same JsonLogic as ours; no timer ever fires by itself, the season names its events.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {createActor, createMachine, initialTransition, transition} from 'xstate';
import {implementations_of} from './truth.mjs';

const {definition, season, seconds} = JSON.parse(readFileSync(0, 'utf8'));
const clock = {now: () => 1_640_995_200_000, setTimeout: () => 0, clearTimeout: () => {}};
const machine = createMachine(definition.machine, implementations_of(definition, clock));

function by_actor() {
  const actor = createActor(machine, {clock});
  actor.start();
  for (const event of season) actor.send(event);
  return actor.getSnapshot();
}

function by_transition() {
  let [snapshot] = initialTransition(machine);
  for (const event of season) [snapshot] = transition(machine, snapshot, event);
  return snapshot;
}

function steps_per_second(take_season) {
  for (let warm = performance.now(); performance.now() - warm < seconds * 250;) take_season();
  const begun = performance.now();
  let seasons = 0;
  let elapsed = 0;
  do {
    for (let i = 0; i < 20; ++i) take_season();
    seasons += 20;
    elapsed = performance.now() - begun;
  } while (elapsed < seconds * 1000);
  return seasons * season.length * 1000 / elapsed;
}

console.log(JSON.stringify({
  version: createRequire(import.meta.url)('xstate/package.json').version,
  end: by_actor().value,
  actor: Math.round(steps_per_second(by_actor)),
  transition: Math.round(steps_per_second(by_transition)),
}));
