// Serves an empty store, fetches /openapi.json and holds it against OpenAPI 3.1's meta-schema and the rules below.
// usage: node lint.mjs JEJAK STORE_FOLDER
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { Validator } from "@seriousme/openapi-schema-validator";

const methods = ["get", "put", "post", "delete", "patch"];

function operations(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.filter((method) => item[method]).map((method) => ({ path, method, ...item[method] })));
}

function references(value, found = new Set()) {
  if (value && typeof value === "object") {
    if (typeof value.$ref === "string") found.add(value.$ref);
    Object.values(value).forEach((each) => references(each, found));
  }
  return found;
}

const resolve = (document, reference) =>
  reference.slice(2).split("/").reduce((place, name) => place?.[name.replaceAll("~1", "/").replaceAll("~0", "~")], document);

function* faultsOf(document) {
  const ids = new Map();
  for (const operation of operations(document)) {
    const place = `${operation.method} ${operation.path}`;
    if (ids.has(operation.operationId)) yield `${place}: its operationId is also that of ${ids.get(operation.operationId)}`;
    ids.set(operation.operationId, place);
    for (const wanted of ["summary", "description", "tags", "security"]) {
      if (!operation[wanted]?.length) yield `${place}: has no ${wanted}`;
    }
    const named = (operation.parameters ?? []).map((each) => (each.$ref ? resolve(document, each.$ref) : each));
    const keys = named.map((each) => `${each.in} ${each.name}`);
    if (new Set(keys).size !== keys.length) yield `${place}: a parameter is told twice`;
    const inPath = [...operation.path.matchAll(/{([^}]+)}/g)].map((match) => match[1]);
    const told = named.filter((each) => each.in === "path").map((each) => each.name);
    if (inPath.join() !== told.join()) yield `${place}: its path has ${inPath}, its parameters ${told}`;
    const statuses = Object.keys(operation.responses);
    if (!statuses.some((status) => status.startsWith("2"))) yield `${place}: never succeeds`;
    if (!statuses.some((status) => status.startsWith("4"))) yield `${place}: is never refused`;
    if (operation.requestBody && operation.method === "get") yield `${place}: a GET has no body`;
  }
  const used = references(document);
  for (const reference of used) if (resolve(document, reference) === undefined) yield `${reference}: is not there`;
  for (const [kind, all] of Object.entries(document.components)) {
    if (kind === "securitySchemes") continue;
    for (const name of Object.keys(all)) {
      if (!used.has(`#/components/${kind}/${name}`)) yield `#/components/${kind}/${name}: nothing refers to it`;
    }
  }
}

async function served(jejak, store) {
  const server = spawn(jejak, ["serve", "--listen", "127.0.0.1:0", "--store", `sqlite:${store}`, "--log", "off"],
    { stdio: ["ignore", "pipe", "inherit"] });
  try {
    for await (const line of createInterface({ input: server.stdout })) {
      const address = line.match(/http:\/\/\S+/);
      if (address) return await (await fetch(`${address[0]}/openapi.json`)).json();
    }
    throw new Error("the server did not say where it listens");
  } finally {
    server.kill("SIGTERM");
  }
}

const [jejak, store] = process.argv.slice(2);
const document = await served(jejak, store);
const checked = await new Validator().validate(structuredClone(document));
const faults = [...faultsOf(document)];
if (!checked.valid) faults.push(...[checked.errors].flat().map((error) => `meta-schema: ${JSON.stringify(error)}`));
faults.forEach((fault) => console.log(fault));
console.log(`openapi: ${operations(document).length} operations, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
