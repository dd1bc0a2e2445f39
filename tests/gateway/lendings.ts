/** What is behind the toy graph's only subscription. */
import { EventEmitter, once } from 'node:events';
import { followBounded, type Listen } from '../../src/gateway/bounded-feed.js';
import type { Feed } from '../../src/gateway/subscription-stream.js';

/** Lendings as a test tells and sees them. */
export interface Lendings {
  feed: Feed;
  /** How many follow them. */
  followed: { now: number };
  lend(id: string): void;
  /** Resolves when the next one follows, or leaves. */
  following(): Promise<unknown>;
  left(): Promise<unknown>;
}

/** A library whose lendings a test tells, and who is following them. */
export function makeLendings(): Lendings {
  const emitter = new EventEmitter();
  const followed = { now: 0 };
  const listen: Listen<string> = (take) => {
    emitter.on('lent', take);
    followed.now += 1;
    emitter.emit('following');
    return () => {
      followed.now -= 1;
      emitter.off('lent', take);
      emitter.emit('left');
    };
  };
  const feed: Feed = {
    query: 'book',
    argument: 'id',
    follow: (_, signal) => followBounded(listen, { signal, most: 50 }),
  };
  return {
    feed,
    followed,
    lend: (id) => void emitter.emit('lent', id),
    following: () => once(emitter, 'following'),
    left: () => once(emitter, 'left'),
  };
}
