/** One setting of an analysis as its form shows it. */
export type Setting =
  | { kind: 'choice'; name: string; options: string[]; initial: string }
  | { kind: 'number'; name: string; whole: boolean; least: number | undefined; most: number | undefined; initial: number | undefined }
  | { kind: 'truth'; name: string; initial: boolean }
  | { kind: 'text'; name: string; initial: string };

type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberOr(value: unknown): number | undefined {
  // JSON Schema made from zod writes the limits of safe integers, which say nothing to a person.
  return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

/** Reads the JSON Schema of an object of plain settings: lists of words, numbers, yes or no. Anything else is a text. */
export function settingsOf(schema: Json): Setting[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.entries(properties).flatMap(([name, property]) => (isObject(property) ? [settingOf(name, property)] : []));
}

function settingOf(name: string, property: Json): Setting {
  const initial = property.default;
  if (Array.isArray(property.enum)) {
    const options = property.enum.map(String);
    return { kind: 'choice', name, options, initial: initial === undefined ? (options[0] ?? '') : String(initial) };
  }
  if (property.type === 'integer' || property.type === 'number') {
    return {
      kind: 'number',
      name,
      whole: property.type === 'integer',
      least: numberOr(property.minimum),
      most: numberOr(property.maximum),
      initial: numberOr(initial),
    };
  }
  if (property.type === 'boolean') return { kind: 'truth', name, initial: initial === true };
  return { kind: 'text', name, initial: typeof initial === 'string' ? initial : '' };
}

export type Values = Record<string, string | number | boolean>;

export function initialValues(settings: Setting[]): Values {
  return Object.fromEntries(settings.flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]])));
}

/** The values kept for an analysis, where they still fit its settings; the usual ones otherwise. */
export function valuesFrom(settings: Setting[], kept: Values): Values {
  const usual = initialValues(settings);
  const fitting = settings.flatMap((setting): [string, Values[string]][] => {
    const value = kept[setting.name];
    return value !== undefined && fits(setting, value) ? [[setting.name, value]] : [];
  });
  return { ...usual, ...Object.fromEntries(fitting) };
}

function fits(setting: Setting, value: Values[string]): boolean {
  switch (setting.kind) {
    case 'choice':
      return setting.options.includes(String(value));
    case 'number':
      return (
        typeof value === 'number' &&
        value >= (setting.least ?? Number.NEGATIVE_INFINITY) &&
        value <= (setting.most ?? Number.POSITIVE_INFINITY)
      );
    case 'truth':
      return typeof value === 'boolean';
    case 'text':
      return typeof value === 'string';
  }
}

/** The wording of a setting; a level of detail that is chosen by name bears none of the numbers of the others. */
export function settingKey({ name, kind }: Pick<Setting, 'name' | 'kind'>): string {
  return `explore.setting.${name === 'level' && kind === 'choice' ? 'detail' : name}`;
}
