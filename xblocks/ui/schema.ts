/** What may be written at a place of a YAML text, from its JSON Schema: for completion. */

export interface Schema {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** A key of a mapping, or an item of a list. */
export type Step = string | typeof ITEM;
export const ITEM = Symbol("an item of a list");

const KEY = /^(\s*)((?:-\s+)*)("[^"]*"|'[^']*'|[^\s#:'"-][^#:]*?)\s*:(?:\s|$)/;
const DASHES = /^(\s*)((?:-\s+)+)/;

/** The way from the root to the mapping that a line at `indent` columns belongs to: the keys and
 * list items above it that stand further left. Flow style (`{a: 1}`) is not looked into. */
export function pathTo(linesAbove: readonly string[], indent: number): Step[] {
  const steps: Step[] = [];
  let left = indent;
  for (const line of [...linesAbove].reverse()) {
    for (const { column, step } of stepsOf(line).reverse()) {
      // A list may stand at the same column as the key that it belongs to.
      const holdsList = steps[0] === ITEM && step !== ITEM && column === left;
      if (column >= left && !holdsList) continue;
      steps.unshift(step);
      left = column;
    }
    if (left === 0 && steps[0] !== ITEM) break;
  }
  return steps;
}

/** The steps that stand on one line, each with its column: `- name: x` is an item and a key. */
function stepsOf(line: string): { column: number; step: Step }[] {
  const steps: { column: number; step: Step }[] = [];
  const dashes = DASHES.exec(line);
  if (dashes !== null) {
    const start = dashes[1]?.length ?? 0;
    for (const match of (dashes[2] ?? "").matchAll(/-/g)) {
      steps.push({ column: start + match.index, step: ITEM });
    }
  }
  const key = KEY.exec(line);
  if (key !== null) {
    const column = (key[1]?.length ?? 0) + (key[2]?.length ?? 0);
    steps.push({ column, step: (key[3] ?? "").replace(/^["']|["']$/g, "") });
  }
  return steps;
}

/** Of a schema that goes by a key of the root (`if`), the one that a text asks for. */
export function schemaFor(root: Schema, text: string): Schema {
  if (root.if === undefined) return root;
  const holds = Object.entries(root.if.properties ?? {}).every(([key, { enum: values = [] }]) => {
    const line = text.split("\n").find((one) => one.startsWith(`${key}:`)) ?? "";
    return values.includes(line.slice(key.length + 1).replace(/#.*/, "").trim());
  });
  return (holds ? root.then : root.else) ?? root;
}

/** The schemas that hold at the end of a way; several where the schema offers a choice. */
export function schemasAt(root: Schema, path: readonly Step[]): Schema[] {
  let here = expand(root, root);
  for (const step of path) {
    here = here.flatMap((schema) => {
      const next = step === ITEM ? schema.items : (schema.properties?.[step] ?? others(schema));
      return next === undefined ? [] : expand(root, next);
    });
  }
  return here;
}

function others(schema: Schema): Schema | undefined {
  const rest = schema.additionalProperties;
  return typeof rest === "object" ? rest : undefined;
}

/** A schema with its references followed and its choices laid side by side. */
function expand(root: Schema, schema: Schema, depth = 0): Schema[] {
  if (depth > 20) return [];
  const parts = [...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  const target = schema.$ref === undefined ? undefined : resolve(root, schema.$ref);
  if (target !== undefined) parts.push(target);
  return [schema, ...parts.flatMap((part) => expand(root, part, depth + 1))];
}

function resolve(root: Schema, ref: string): Schema | undefined {
  const name = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(ref)?.[1];
  return name === undefined ? undefined : (root.$defs?.[name] ?? root.definitions?.[name]);
}

export interface Choice {
  readonly name: string;
  readonly about: string;
  readonly required: boolean;
}

/** The keys that a mapping at the end of a way may have. */
export function keysAt(root: Schema, path: readonly Step[]): Choice[] {
  const found = new Map<string, Choice>();
  for (const schema of schemasAt(root, path)) {
    for (const [name, inner] of Object.entries(schema.properties ?? {})) {
      const required = schema.required?.includes(name) ?? false;
      const about = aboutOf(root, inner);
      if (!found.has(name)) found.set(name, { name, about, required });
    }
  }
  return [...found.values()];
}

/** The values that a schema at the end of a way lists. */
export function valuesAt(root: Schema, path: readonly Step[]): string[] {
  const values = schemasAt(root, path).flatMap((schema) => [
    ...(schema.enum ?? []),
    ...(schema.const === undefined ? [] : [schema.const]),
    ...(schema.type === "boolean" ? [true, false] : []),
  ]);
  return [...new Set(values.map(String))];
}

function aboutOf(root: Schema, schema: Schema): string {
  const parts = expand(root, schema);
  const first = (of: "title" | "description"): string => parts.find((part) => part[of])?.[of] ?? "";
  return [first("title"), first("description")].filter(Boolean).join("\n");
}
