/** Signing in as a citizen, and entering a contest. */
import type { AgeCheckReply, ConsentTexts, Entered, Entry, WhoAmI } from '../../server/wire/http/entering.ts';
import { call } from './http.ts';

export const whoAmI = () => call<WhoAmI>('GET', '/session');

export const signIn = (phone: string, password: string) => call<WhoAmI>('POST', '/session', { phone, password });

export const signOut = () => call<unknown>('DELETE', '/session');

export const checkAge = (slug: string, birth: Entry['birth']) =>
  call<AgeCheckReply>('POST', `/contests/${slug}/age-check`, { birth });

export const readConsents = (slug: string) => call<ConsentTexts>('GET', `/contests/${slug}/consents`);

export const enter = (slug: string, entry: Entry) => call<Entered>('POST', `/contests/${slug}/entries`, entry);
