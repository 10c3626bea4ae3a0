// Random definitions that use everything DESIGN.md's section on definitions supports, and inputs for them.

const events = ['A', 'B', 'C', 'a.b', 'a.c', 'a', '7'];
const descriptors = ['A', 'B', 'C', 'A', 'B', 'C', 'a.b', 'a.*', '*', 'a', '7', '3'];
const variables = ['x', 'y', 'z'];

const context = name => ({var: `context.${name}`});

function guards(random) {
  const name = () => random.pick(variables);
  const number = () => random.below(5);
  return {
    less: {'<': [context(name()), number()]},
    odd: {'==': [{'%': [context(name()), 2]}, 1]},
    between: {'<=': [number(), context(name()), number() + 2]},
    never: false,
    always: true,
    data: {'>': [{var: 'event.data.n'}, 1]},
    absent: {'==': [{var: ['event.data', 'none']}, 'none']},
    is_event: {in: [{var: 'event.type'}, ['A', 'a.b', `xstate.done.state.${random.pick(['m.s0', 'm.s1', 'm.s0.s0'])}`]]},
    late: {'>': [{var: 'now'}, '2022-01-01T00:00:04']},
  };
}

// Guards of `always` may not read the event or the time: XState asks again after events that nothing accepts.
const settled_guards = ['less', 'odd', 'between', 'never', 'never', 'never', 'between', 'odd'];
const guard_names = [...settled_guards, 'always', 'data', 'absent', 'is_event', 'late'];

// The trail of actions, its last hundred characters.
const tail = (...parts) => ({substr: [{cat: parts}, -100]});

function actions(random) {
  const name = () => random.pick(variables);
  return {
    increase: {assign: {[name()]: {'+': [context('x'), 1]}}},
    swap: {assign: {x: context('y'), y: context('x')}},
    join: {assign: {trail: tail(context('trail'), random.pick(['p', 'q']))}},
    mark: {assign: {trail: tail(context('trail'), '(', {var: 'event.type'}, ')'), [name()]: {'%': [{'+': [context('x'), context('y'), 1]}, 7]}}},
    take: {assign: {z: {var: 'event.data.n'}}},
    stamp: {assign: {at: {var: 'now'}}},
    odd_value: {assign: {y: {'/': [context('x'), 0]}}},
    nothing: {assign: {}},
    entered: {assign: {trail: tail(context('trail'), 'e')}},
    left: {assign: {trail: tail(context('trail'), 'l')}},
  };
}

const delays = {
  short: 1500,
  iso: 'PT2S',
  long: 'PT8S',
  at: '2022-01-01T00:00:03Z',
  past: '2021-01-01T00:00:00Z',
  computed: {'+': [{'*': [{or: [context('x'), 0]}, 500]}, 250]},
  chosen: {if: [{'<': [context('y'), 2]}, 'PT1S', 3000]},
};

class Maker {
  constructor(random) {
    this.random = random;
    this.states = [];  // {path, id, parent, kind}
  }

  // The tree without transitions; `states` remembers every state for the targets.
  tree(path, depth, parent) {
    const {random} = this;
    const config = {};
    const node = {path, config, parent, children: [], kind: 'atomic'};
    if (path.length > 0 && random.chance(0.2)) node.explicit = config.id = `id_${path.join('_')}`;
    this.states.push(node);
    const leaf = depth >= 3 || (depth > 0 && random.chance(depth === 1 ? 0.45 : 0.65));
    if (leaf) {
      if (depth > 0 && random.chance(0.22)) {
        config.type = node.kind = 'final';
      }
      return node;
    }
    node.kind = random.chance(depth === 0 ? 0.2 : 0.4) ? 'parallel' : 'compound';
    if (node.kind === 'parallel') config.type = 'parallel';
    config.states = {};
    const names = random.list(2, node.kind === 'parallel' ? 3 : 4, () => 0).map((_, i) => random.chance(0.05) ? String(9 - i) : `s${i}`);
    for (const name of names) {
      const child = this.tree([...path, name], depth + 1, node);
      node.children.push(child);
      config.states[name] = child.config;
    }
    if (node.kind === 'compound') {
      const start = random.pick(node.children.filter(child => child.kind !== 'final').concat(node.children[0]));
      const name = start.path.at(-1);
      config.initial = random.chance(0.2) ? {target: name, actions: this.some_actions()} : name;
    }
    if (random.chance(0.35)) this.history(node, config);
    return node;
  }

  history(node, config) {
    const {random} = this;
    const child = {path: [...node.path, 'h'], parent: node, children: [], kind: 'history', config: {type: 'history'}};
    child.config.history = random.pick(['shallow', 'deep', true, 'deep']);
    if (random.chance(0.5) && node.kind === 'compound') child.config.target = random.pick(node.children).path.at(-1);
    if (random.chance(0.1) && node.kind === 'compound') config.initial = 'h', child.config.target = node.children[0].path.at(-1);
    config.states.h = child.config;
    this.states.push(child);
  }

  some_actions() {
    const {random} = this;
    const names = ['increase', 'swap', 'join', 'mark', 'take', 'stamp', 'odd_value', 'nothing', 'entered', 'left'];
    const one = () => random.chance(0.2) ? {type: random.pick(names)} : random.pick(names);
    return random.chance(0.5) ? one() : random.list(0, 3, one);
  }

  // The state as a target from `source`: by id, as a sibling, or as a descendant.
  spell(source, target) {
    const {random} = this;
    const below = target.path.length > source.path.length && source.path.every((key, i) => target.path[i] === key);
    if (below && random.chance(0.6)) return '.' + target.path.slice(source.path.length).join('.');
    const around = source.path.slice(0, -1);
    const beside = source.path.length > 0 && target.path.length > around.length && around.every((key, i) => target.path[i] === key);
    if (beside && random.chance(0.7)) return target.path.slice(around.length).join('.');
    if (target.explicit) return `#${target.explicit}`;
    const named = target.parent?.explicit;
    return named && random.chance(0.5) ? `#${named}.${target.path.at(-1)}` : ['#m', ...target.path].join('.');
  }

  // XState 5 loses regions when a transition from inside a parallel state targets the history of that very state before
  // it was ever left (it works the entry out from the memory that the exit has just made), and enters the state a second
  // time without leaving it when the transition is the state's own.
  sound(source, target) {
    const inside = target.parent && target.parent.path.every((key, i) => source.path[i] === key);
    return !(target.kind === 'history' && target.parent.kind === 'parallel' && inside);
  }

  target(source) {
    const {random} = this;
    const regions = this.states.filter(state => state.kind === 'parallel');
    if (regions.length && random.chance(0.12)) {
      const parallel = random.pick(regions);
      const inside = child => random.pick(this.states.filter(state => this.sound(source, state) && child.path.every((key, i) => state.path[i] === key)));
      return parallel.children.filter(() => random.chance(0.7)).map(child => this.spell(source, inside(child)));
    }
    const near = this.states.filter(state => state.parent === source.parent || state.parent === source);
    const pool = (random.chance(0.6) && near.length ? near : this.states).filter(state => this.sound(source, state) && (state.path.length > 0 || random.chance(0.3)));
    return pool.length ? this.spell(source, random.pick(pool)) : '';
  }

  transition(source, guard_pool) {
    const {random} = this;
    if (random.chance(0.2)) return this.target(source);
    const config = {};
    if (random.chance(0.8)) config.target = this.target(source);
    if (random.chance(0.4)) config.guard = random.chance(0.2) ? {type: random.pick(guard_pool)} : random.pick(guard_pool);
    if (random.chance(0.5)) config.actions = this.some_actions();
    if (random.chance(0.2)) config.reenter = random.chance(0.8);
    return config;
  }

  transitions(source, guard_pool) {
    const {random} = this;
    const one = () => {
      const made = this.transition(source, guard_pool);
      return Array.isArray(made) ? {target: made} : made;
    };
    if (random.chance(0.06)) return {};
    if (random.chance(0.04)) return [];
    return random.chance(0.75) ? one() : random.list(1, 3, one);
  }

  furnish(state) {
    const {random} = this;
    const {config, kind} = state;
    if (kind === 'history') return;
    const depth = state.path.length;
    if (random.chance(0.8)) {
      config.on = {};
      for (const descriptor of random.list(depth === 0 ? 0 : 1, 4, () => random.pick(descriptors))) {
        config.on[descriptor] = this.transitions(state, guard_names);
      }
    }
    if (random.chance(0.4)) config.entry = random.chance(0.5) ? 'entered' : this.some_actions();
    if (random.chance(0.4)) config.exit = random.chance(0.5) ? 'left' : this.some_actions();
    if ((kind === 'compound' || kind === 'parallel') && depth > 0 && random.chance(0.6)) config.onDone = this.transitions(state, guard_names);
    if (random.chance(0.08)) {
      const one = () => {
        const made = this.transition(state, settled_guards);
        const full = typeof made === 'string' || Array.isArray(made) ? {target: made} : made;
        return {...full, guard: random.pick(settled_guards)};
      };
      config.always = random.chance(0.6) ? one() : random.list(1, 3, one);
    }
    if (depth > 0 && random.chance(0.25)) {
      config.after = {};
      for (const delay of random.list(1, 3, () => random.pick(['500', '1000', '2500', random.pick(['0', '-5', '1']), ...Object.keys(delays)]))) {
        const made = this.transitions(state, guard_names);
        // XState ignores bare targets in a list under `after`; we refuse them.
        config.after[delay] = Array.isArray(made) ? made.map(one => typeof one === 'string' ? {target: one} : one) : made;
      }
    }
  }
}

export function random_definition(random) {
  const maker = new Maker(random);
  const root = maker.tree([], 0, undefined);
  maker.states.forEach(state => maker.furnish(state));
  const machine = {id: 'm', context: {x: random.below(4), y: random.below(4), z: 0, trail: ''}, ...root.config};
  return {id: 'm', version: '1', guards: guards(random), actions: actions(random), delays, machine};
}

// A value that fits a form, mostly with the answers that lead on.
function answer(schema, random) {
  if (schema.enum) return random.pick(schema.enum);
  if (schema.type === 'boolean') return random.chance(0.8);
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 0, random.below(4));
  if (schema.type === 'array') return random.list(0, 2, () => answer(schema.items ?? {}, random));
  if (schema.type !== 'object') return random.pick(['text', '2022-06-01']);
  return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, part]) => [key, answer(part, random)]));
}

function events_of(state) {
  return [...Object.entries(state.on ?? {}), ...Object.values(state.states ?? {}).flatMap(events_of)];
}

// The events that may finish the machine, to be sent seldom so that the others get their turn.
function endings(machine) {
  const finals = Object.entries(machine.states ?? {}).filter(([, state]) => state.type === 'final').flatMap(([key, {id}]) => [key, `#${id}`]);
  const ends = config => [config].flat().some(one => finals.includes(one?.target ?? one));
  return new Set(events_of(machine).filter(([, config]) => ends(config)).map(([name]) => name));
}

// Data for events without a form: the fields that the rules read.
function fields_read(definition) {
  const text = JSON.stringify([definition.guards, definition.actions]);
  return [...new Set([...text.matchAll(/"event\.data\.(\w+)/g)].map(match => match[1]))];
}

// Inputs for a shipped definition: the events that it names, with data by its forms, and days between them.
export function inputs_by_forms(definition, random) {
  const last = endings(definition.machine);
  const names = [...new Set(events_of(definition.machine).map(([name]) => name))].filter(name => !name.endsWith('*'));
  const lasting = names.filter(name => !last.has(name));
  const fields = fields_read(definition);
  const free = () => Object.fromEntries(fields.map(field => [field, random.pick([0, 0, 1, true, 'text'])]));
  let time = Date.parse('2022-01-01T00:00:00Z');
  return random.list(60, 150, () => {
    const input = {type: random.pick(random.chance(0.03) || lasting.length === 0 ? names : lasting)};
    const form = definition.forms?.[input.type];
    if (random.chance(0.97)) input.data = form ? answer(form, random) : free();
    if (random.chance(0.2)) input.time = new Date(time += random.below(4) * 43_200_000).toISOString();
    return random.chance(0.05) && input.time ? {time: input.time} : input;
  }).map(input => JSON.stringify(input));
}

export function random_inputs(definition, random) {
  let time = Date.parse('2022-01-01T00:00:00Z');
  const names = [...events, ...events, 'unknown', 'a.b.c', '3'];
  return random.list(5, 20, () => {
    const input = {};
    if (random.chance(0.75)) input.type = random.pick(names);
    if (input.type && random.chance(0.4)) input.data = random.pick([{n: random.below(4)}, null, 5, 'text', {n: null}]);
    if (!input.type || random.chance(0.25)) input.time = new Date(time += random.pick([0, 1, 250, 500, 1000, 3000, 9000])).toISOString();
    return input;
  }).map(input => JSON.stringify(input));
}
