/** English: words of the shared parts and of failures that are not refusals. */
import type { CommonWords } from '../vi/common.ts';

const some = (amount: number, one: string) => `${amount} ${one}${amount === 1 ? '' : 's'}`;

export const en: CommonWords = {
  loading: 'Loading…',
  couldNotShow: 'This page cannot be shown yet',
  tryAgain: 'Try again',
  back: 'Back',
  close: 'Close',
  home: 'Home',
  skip: 'Skip to content',
  offline: 'You are offline. The page will catch up by itself when the network returns.',
  themes: { device: 'Theme: as the device', light: 'Theme: light', dark: 'Theme: dark' },
  days: 'days',
  hours: 'hours',
  minutes: 'minutes',
  seconds: 'seconds',
  inDays: (amount) => some(amount, 'day'),
  inHours: (amount) => some(amount, 'hour'),
  inMinutes: (amount) => some(amount, 'minute'),
  inSeconds: (amount) => some(amount, 'second'),
  dong: 'VND',
  weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
  moment: (clock, weekday, date) => `${clock} ${weekday}, ${date}`,
  rank: 'Place',
  name: 'Name',
  score: 'Score',
  time: 'Time',
  you: 'You',
  placeUp: (places) => `up ${places}`,
  placeDown: (places) => `down ${places}`,
  frozen: 'The leaderboard stands still until the results are announced.',
  live: 'live',
  notLive: 'updated every 15 seconds',
  connecting: 'connecting',
  entrants: (amount) => `${amount} participants`,
  failures: {
    offline: 'The server cannot be reached. Check your network and try again.',
    timeout: 'The server took too long. Try again in a few minutes.',
    broken: 'The server is busy or being maintained. Try again in a few minutes.',
  },
};
