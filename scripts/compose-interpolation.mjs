/** The variables of a Compose file filled in as Compose does it: `${NAME}`, `${NAME:-default}`, `${NAME:?message}`, `$$`. */
import { Refusal } from './refusal.mjs';

const variable = /\$(?:\$|\{(?<name>[A-Z0-9_]+)(?::(?<operator>[-?])(?<rest>[^}]*))?\})/g;

/**
 * @param {string} text
 * @param {Record<string, string | undefined>} values
 * @returns {string}
 * @throws {Refusal} with the file's own message when a required variable is unset or empty
 */
export function interpolate(text, values) {
  return text.replace(variable, (match, ...details) => {
    const { name, operator, rest } = details.at(-1);
    if (match === '$$') return '$';
    if (values[name]) return values[name];
    if (operator === '?') throw new Refusal(`docker-compose.yml: ${rest}`);
    return operator === '-' ? rest : '';
  });
}

/**
 * @param {string} text
 * @returns {string[]} names of the variables it uses
 */
export function findVariables(text) {
  return [...text.matchAll(variable)].flatMap(({ groups }) => groups?.['name'] ?? []);
}
