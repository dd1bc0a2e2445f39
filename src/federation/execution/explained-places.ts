/** Which missing values an error already explains: one at the place, above it or below it. */
import type { Path } from './data-tree.js';

/** Places that are explained; read at the first question, for most answers miss nothing. */
export interface ExplainedPlaces {
  add(place: Path): void;
  has(path: Path): boolean;
}

/** Makes the index over places told so far: paths of errors, and of what their faults left empty. */
export function makeExplainedPlaces(getPlaces: () => readonly Path[]): ExplainedPlaces {
  let index: Index | null = null;
  const read = (): Index => {
    if (index !== null) return index;
    index = { ends: new Set(), starts: new Set() };
    for (const place of getPlaces()) addTo(index, place);
    return index;
  };
  return {
    add(place) {
      if (index !== null) addTo(index, place);
    },
    has(path) {
      const { ends, starts } = read();
      return starts.has(toText(path)) || path.some((_, depth) => ends.has(toText(path.slice(0, depth + 1))));
    },
  };
}

interface Index {
  ends: Set<string>;
  starts: Set<string>;
}

function addTo({ ends, starts }: Index, place: Path): void {
  ends.add(toText(place));
  for (const depth of place.keys()) starts.add(toText(place.slice(0, depth + 1)));
}

function toText(path: Path): string {
  return JSON.stringify(path);
}
