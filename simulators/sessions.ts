/** The sessions of one node: a token per login, good for a while, forgotten at once when the node is told to. */
import { randomUUID } from 'node:crypto';

/** What a client logs in with. */
export interface Credentials {
  username: string;
  password: string;
}

/** The sessions of one node. */
export interface Sessions {
  /** A new token, or null for wrong credentials. */
  open(given: Credentials): string | null;
  isOpen(token: string): boolean;
  /** Ends them all before their time. */
  forget(): void;
}

/** Who may log in, and for how long. */
export interface SessionOptions {
  credentials: Credentials;
  ttlMs: number;
  /** Our clock in milliseconds: a session's life is measured in real time, however fast the simulated world runs. */
  ourNowMs(): number;
}

/** Makes the sessions of one node. */
export function makeSessions({ credentials, ttlMs, ourNowMs }: SessionOptions): Sessions {
  const endsAtMs = new Map<string, number>();
  const isOpen = (token: string): boolean => (endsAtMs.get(token) ?? -Infinity) > ourNowMs();
  return {
    open({ username, password }) {
      if (username !== credentials.username || password !== credentials.password) return null;
      for (const token of endsAtMs.keys()) if (!isOpen(token)) endsAtMs.delete(token);
      const token = randomUUID();
      endsAtMs.set(token, ourNowMs() + ttlMs);
      return token;
    },
    isOpen,
    forget: () => endsAtMs.clear(),
  };
}
