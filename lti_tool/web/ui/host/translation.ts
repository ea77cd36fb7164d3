/** Django's translation functions, which blocks' scripts call without bringing a catalogue. */

type Values = readonly unknown[] | Readonly<Record<string, unknown>>;

/** The message as it is. */
export const gettext = (message: string): string => message;

/** The form for that number. */
export const ngettext = (one: string, many: string, count: number): string =>
  count === 1 ? one : many;

/** The message as it is, whatever its context. */
export const pgettext = (_context: string, message: string): string => message;

/** The form for that number, whatever its context. */
export const npgettext = (_context: string, one: string, many: string, count: number): string =>
  ngettext(one, many, count);

/** Put values in a message's `%s` places in order or, if `named`, in its `%(name)s` places. */
export function interpolate(message: string, values: Values, named = false): string {
  if (named) {
    const byName = values as Readonly<Record<string, unknown>>;
    return message.replace(/%\((\w+)\)s/g, (_place, name: string) => String(byName[name]));
  }
  const rest = [...(values as readonly unknown[])];
  return message.replace(/%s/g, () => String(rest.shift()));
}
