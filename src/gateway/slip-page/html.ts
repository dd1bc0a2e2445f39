/** HTML as a template whose values are escaped unless they are markup themselves: no value can be forgotten. */

/** Text that is HTML already. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | null | Markup | readonly Markup[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup from a template; null stands for nothing. Attributes must be quoted in it. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Markup {
  return { markup: parts.map((part, n) => part + toMarkup(values[n] ?? null)).join('') };
}

/** Markup that was made elsewhere, and is known to hold nothing of anybody's. */
export function trusted(markup: string): Markup {
  return { markup };
}

function toMarkup(value: Value): string {
  if (value === null) return '';
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (letter) => escapes[letter] ?? '');
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}
