/** A message as an auditor sees it who traces a figure: without the people it names. */

/** Elements that name somebody, or how to reach them. */
const personal: ReadonlySet<string> = new Set(['FullName', 'Staff', 'Mobile', 'Email', 'Telephone', 'Fax']);

/** Masks them, wherever they stand. */
export function maskMessage(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(maskMessage);
  if (typeof raw !== 'object' || raw === null) return raw;
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]: [string, unknown]) => [
      name,
      personal.has(name) && value !== '' ? '…' : maskMessage(value),
    ]),
  );
}
