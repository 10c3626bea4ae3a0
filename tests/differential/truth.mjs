// What npm xstate makes of a definition: one line for the start and one for every input, or 'error' where it stops.
// It ends early where XState itself slips, see below.
import {createRequire} from 'node:module';
import {assign, createActor, createMachine} from 'xstate';

const jsonLogic = createRequire(import.meta.url)('json-logic-js');
const microsteps_max = 10_000;  // of engine/statechart/macrostep.hpp
const timers_at_once_max = 1_000;

// A clock that fires each timer at its own instant, in order of due time and then of scheduling.
class Clock {
  constructor(now) {
    this.time = now;
    this.timers = [];
    this.sequence = 0;
  }
  now() {
    return this.time;
  }
  setTimeout(fire, delay) {
    const timer = {due: this.time + Math.max(0, delay), sequence: ++this.sequence, fire};
    this.timers.push(timer);
    return timer;
  }
  clearTimeout(timer) {
    this.timers = this.timers.filter(other => other !== timer);
  }
  advance(until) {
    let at_once = 0;
    for (;;) {
      const next = this.timers.filter(timer => timer.due <= until).sort((a, b) => a.due - b.due || a.sequence - b.sequence)[0];
      if (!next) break;
      at_once = next.due === this.last ? at_once + 1 : 1;
      if (at_once > timers_at_once_max) throw new Error('timers never come to rest');
      this.last = next.due;
      this.time = Math.max(this.time, next.due);
      this.clearTimeout(next);
      next.fire();
    }
    this.time = until;
  }
}

class Slip extends Error {}

const as_json = value => JSON.parse(JSON.stringify(value) ?? 'null');
const instant = milliseconds => new Date(milliseconds).toISOString().replace('Z', '000Z');

function milliseconds_of(delay, now) {
  if (typeof delay === 'number') return delay;
  const duration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(delay);
  if (!duration) return Date.parse(delay) - now;
  const [days, hours, minutes, seconds] = duration.slice(1).map(part => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

// The guards, actions and delays of a definition for createMachine, by json-logic-js.
export function implementations_of(definition, clock) {
  const scope = (context, event) => ({context, now: instant(clock.now()),
    event: 'data' in event ? {type: event.type, data: event.data} : {type: event.type}});
  const each = (section, make) => Object.fromEntries(Object.entries(section ?? {}).map(([name, body]) => [name, make(body)]));
  const logic = (rule, {context, event}) => jsonLogic.apply(rule, scope(context, event));
  return {
    guards: each(definition.guards, rule => given => jsonLogic.truthy(logic(rule, given))),
    actions: each(definition.actions, ({assign: keys}) =>
      assign(given => each(keys, rule => as_json(logic(rule, given))))),
    delays: each(definition.delays, rule => given => milliseconds_of(logic(rule, given), clock.now())),
  };
}

const inert = transition => !transition.target?.length && transition.actions.length === 0;

// Whether exactly one child of every active compound state is active, and every region of a parallel one.
function legal(machine, nodes) {
  const active = new Set(nodes);
  return active.has(machine.root) && nodes.every(node => {
    const children = Object.values(node.states).filter(child => child.type !== 'history');
    const count = children.filter(child => active.has(child)).length;
    if (node.parent && !active.has(node.parent)) return false;
    return node.type === 'compound' ? count === 1 : node.type !== 'parallel' || count === children.length;
  });
}

// XState's own slips, beyond which it is no measure: states that exclude each other, and a state that is entered again
// without having been left, so that its timers run twice.
function watch(actor, machine) {
  const watched = {slipped: false};
  const {scheduler} = actor.system;
  const {schedule} = scheduler;
  scheduler.schedule = (source, target, event, delay, id) => {
    if (actor.system._snapshot._scheduledEvents[`${source.sessionId}.${id}`]) watched.slipped = true;
    schedule(source, target, event, delay, id);
  };
  actor.system.inspect({next: ({type, snapshot}) => {
    if (type === '@xstate.microstep' && !legal(machine, snapshot._nodes)) watched.slipped = true;
  }});
  return watched;
}

export function truth_of(definition, inputs) {
  const first = inputs[0]?.time;
  const clock = new Clock(Date.parse(first ?? '2022-01-01T00:00:00Z'));
  const machine = createMachine({...definition.machine, options: {maxIterations: microsteps_max}}, implementations_of(definition, clock));
  const actor = createActor(machine, {clock});
  const watched = watch(actor, machine);
  let changed = false;
  // An event that nothing accepts, or that is forbidden, changes nothing: it does not reach the machine.
  const deliver = actor._send.bind(actor);
  actor._send = event => {
    const snapshot = actor.getSnapshot();
    if (snapshot.status !== 'active') return;
    if (machine.getTransitionData(snapshot, event).every(inert)) return;
    changed = true;
    deliver(event);
  };
  const lines = [];
  const print = () => {
    const snapshot = actor.getSnapshot();
    if (watched.slipped || !legal(machine, snapshot._nodes)) throw new Slip();
    if (snapshot.status === 'error') throw snapshot.error;
    lines.push(JSON.stringify({value: snapshot.value, context: snapshot.context, status: snapshot.status, changed}));
  };
  try {
    actor.subscribe({error: () => {}});
    actor.start();
    clock.advance(clock.now());
    changed = false;
    print();
    for (const input of inputs) {
      changed = false;
      if (input.time) clock.advance(Math.max(clock.now(), Date.parse(input.time)));
      if (input.type) actor.send('data' in input ? {type: input.type, data: input.data} : {type: input.type});
      clock.advance(clock.now());
      print();
    }
  } catch (error) {
    if (process.env.JEJAK_TRUTH_ERRORS) console.log(error);
    if (!(error instanceof Slip) && !watched.slipped) lines.push('error');
  }
  return lines;
}
