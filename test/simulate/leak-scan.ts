/**
 * Looks through everything that went over the wire for what its reader may not know yet: marks of the keys in any usual
 * coat, and whatever tells who another participant is. One's own exchanges may hold what is one's own.
 */
import type { Exchange } from './world.ts';
import type { Person } from './person.ts';

export interface Leak {
  readonly who: string;
  readonly asked: string;
  readonly leaked: string;
}

export function findLeaks(
  exchanges: readonly Exchange[],
  canaries: readonly string[],
  people: readonly Person[],
): Leak[] {
  const coats = canaries.flatMap((canary) => coatsOf(canary).map((text) => ({ text, leaked: `a key: ${canary}` })));
  const secrets = people.map((person) => ({ person, texts: secretsOf(person) }));
  const leaks: Leak[] = [];
  for (const { who, asked, headers, body } of exchanges) {
    if (who === 'staff') continue;
    const told = `${headers}\n${body}`;
    for (const { text, leaked } of coats) if (told.includes(text)) leaks.push({ who, asked, leaked });
    for (const { person, texts } of secrets) {
      if (person.name === who) continue;
      for (const text of texts) if (told.includes(text)) leaks.push({ who, asked, leaked: `${person.name}: ${text}` });
    }
  }
  return leaks;
}

/** A text as it is, turned round, in base64 at each of its three offsets, in hexadecimal. */
function coatsOf(text: string): string[] {
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from('x'.repeat(offset) + text)
      .toString('base64')
      .slice(4, -4),
  );
  return [text, [...text].reverse().join(''), ...base64, Buffer.from(text).toString('hex')];
}

/** Ids, phone and full name, as far as nobody has consented to its publication. */
function secretsOf(person: Person): string[] {
  const ids = [person.participantId, ...person.played.map(({ view }) => view.id)].filter((id) => id !== '');
  const phone = [person.phone, `+84${person.phone.slice(1)}`];
  return [...ids, ...phone, ...(person.isPublished ? [] : [person.name])];
}
