// Mermaid's own parser over the picture of every shipped definition. usage: parse.mjs JEJAK DEFINITION...
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import { JSDOM } from 'jsdom';

// Mermaid cleans labels with DOMPurify, which wants a browser's window.
const { window } = new JSDOM('');
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import('mermaid');

const [jejak, ...definitions] = process.argv.slice(2);
let refused = 0;
for (const definition of definitions) {
  const drawn = spawnSync(jejak, ['workflow', 'graph', definition, '--format', 'mermaid'], { encoding: 'utf8' });
  try {
    const { diagramType } = await mermaid.parse(drawn.stdout);
    console.log(`${basename(definition)}: ${diagramType}, ${drawn.stdout.split('\n').length} lines`);
  } catch (error) {
    ++refused;
    console.log(`${basename(definition)}: REFUSED ${error.message}`);
  }
}
// A parser that takes everything would prove nothing.
const nonsense = await mermaid.parse('stateDiagram-v2\n  a --> \n --> ]').then(() => true, () => false);
if (nonsense) console.log('the parser takes nonsense');
process.exit(refused > 0 || nonsense || definitions.length === 0 ? 1 : 0);
