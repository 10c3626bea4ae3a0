// Random JsonLogic rules and data, evaluated by json-logic-js and by `jejak workflow eval`: any difference is our bug.
// usage: node jsonlogic.mjs COMMAND... [--seed N] [--count N]; COMMAND reads {"rule","data"} lines.
import {createRequire} from 'node:module';
import {arguments_of, compare_lines, random_from} from './support.mjs';

const jsonLogic = createRequire(import.meta.url)('json-logic-js');
const {command, seed, count} = arguments_of(process.argv, {count: 20000});
const random = random_from(seed);
console.log = () => {};  // JsonLogic's `log`

const texts = ['', '0', '1', 'a', 'abc', ' 12 ', '-3.5', '1e3', '0x10', '12px', 'Infinity', '-', '.5', '5.', 'é', '日本語',
  'a.b', 'x', 'true', 'null', 'apple', 'Apple', '\uFF5E', '10', '9', '\t7\n', '1,2', '[object Object]', 'length'];
const numbers = [0, 1, -1, 2, 3, 0.1, 0.2, 1.5, -2.75, 10, 100, 1e21, 1e-7, 123456789012, 5e-324, 1.7976931348623157e308];
const paths = ['a', 'b', 'c', 'a.b', 'list', 'list.0', 'list.1', 'list.length', 'o.x', 'o.y.z', 'text', 'text.1', 'text.length',
  '', 'missing', 'zero', 'nothing', 'items', 'items.0.n', 1, 0, null, 'o', 'empty', 'yes', 'n'];
const scoped_paths = ['', 'n', 'current', 'accumulator', 'accumulator.length', 'current.n', '0'];

const scalar = () => random.pick([
  () => random.pick(texts), () => random.pick(numbers), () => random.pick([true, false]), () => null])();
const data_value = depth => depth > 2 || random.chance(0.6) ? scalar() : random.chance(0.5)
  ? random.list(0, 4, () => data_value(depth + 1))
  : Object.fromEntries(random.list(0, 3, () => [random.pick(['x', 'y', 'z', 'n']), data_value(depth + 1)]));
const data = () => random.chance(0.03) ? scalar() : {
  a: random.chance(0.2) ? {b: scalar()} : data_value(0), b: scalar(), c: scalar(), list: random.list(0, 5, scalar),
  items: random.list(0, 4, () => ({n: random.pick(numbers), text: random.pick(texts)})),
  o: {x: scalar(), y: {z: scalar()}}, text: random.pick(texts), zero: 0, nothing: null, empty: [], yes: true,
  numbers: random.list(0, 5, () => random.pick(numbers)), n: random.pick(numbers)};

const variadic = ['max', 'min', '+', '*', 'cat', 'merge', 'and', 'or', 'if', '?:', 'missing'];
const binary = ['==', '===', '!=', '!==', '>', '>=', '<', '<=', '-', '/', '%', 'in'];
const scoped = ['map', 'filter', 'all', 'none', 'some'];

function rule(depth, inside) {
  if (depth > 4 || random.chance(0.15)) return scalar();
  const next = () => rule(depth + 1, inside);
  const list = () => random.chance(0.7) ? {var: random.pick(['list', 'items', 'numbers', 'empty', 'a'])} : next();
  return random.pick([
    () => ({var: random.pick(inside ? scoped_paths : paths)}),
    () => ({var: [random.pick(inside ? scoped_paths : paths), next()]}),
    () => random.chance(0.2) ? {var: next()} : {var: random.pick(paths)},
    () => ({[random.pick(variadic)]: random.list(0, 5, next)}),
    () => ({[random.pick(variadic)]: next()}),
    () => ({[random.pick(binary)]: [next(), next()]}),
    () => ({[random.pick(['<', '<='])]: [next(), next(), next()]}),
    () => ({[random.pick(['!', '!!', '-', '+', 'log'])]: next()}),
    () => ({[random.pick(['!', '!!', '-', 'log'])]: [next()]}),
    () => ({[random.pick(scoped)]: [list(), rule(depth + 1, true)]}),
    () => ({reduce: [list(), rule(depth + 1, true), ...(random.chance(0.8) ? [next()] : [])]}),
    () => ({substr: [next(), ...random.list(0, 2, () => random.chance(0.7) ? random.pick([0, 1, 2, -1, -2, 9]) : next())]}),
    () => ({missing_some: [random.pick([0, 1, 2, '1']), random.chance(0.8) ? random.list(0, 4, () => random.pick(paths)) : next()]}),
    () => ({missing: random.list(0, 4, () => random.pick(paths))}),
    () => ({in: [next(), random.list(0, 4, next)]}),
    () => random.list(0, 3, next),
    () => ({x: 1, y: random.list(0, 2, scalar)}),
  ])();
}

function truth({rule, data}) {
  try {
    const value = jsonLogic.apply(rule, data);
    return typeof value === 'function' ? undefined : JSON.stringify(value) ?? 'null';
  } catch (error) {
    // json-logic-js throws for arguments that nobody asked for, and runs data that looks like a rule; we do neither.
    return undefined;
  }
}

const cases = Array.from({length: count}, () => ({rule: rule(0, false), data: data()}));
compare_lines({command, seed, inputs: cases.map(one => JSON.stringify(one)), expected: cases.map(truth)});
