/**
 * Dates, numbers and lengths as Vietnamese readers write them: 29/11/2026, 1.234,5, 15 phút.
 * Everything is in Asia/Ho_Chi_Minh (UTC+7, no summer time), whatever the device thinks.
 */
import { common } from './common.ts';
import { language } from './language.svelte.ts';

const offsetMs = 7 * 3_600_000;

export const twoDigits = (value: number): string => String(Math.trunc(value)).padStart(2, '0');

const local = (at: number): Date => new Date(at + offsetMs);

/** 1.234.567 in Vietnamese, 1,234,567 in English. */
export function formatCount(value: number): string {
  const grouped = String(Math.trunc(Math.abs(value))).replace(
    /\B(?=(\d{3})+$)/g,
    language.current === 'vi' ? '.' : ',',
  );
  return value < 0 ? `−${grouped}` : grouped;
}

/** At most `places` decimals, none when whole: 8,5. */
export function formatNumber(value: number, places = 1): string {
  const rounded = Number(Math.abs(value).toFixed(places));
  const [whole = '0', part] = String(rounded).split('.');
  const sign = value < 0 && rounded !== 0 ? '−' : '';
  return sign + formatCount(Number(whole)) + (part ? (language.current === 'vi' ? ',' : '.') + part : '');
}

/** Always with so many decimals, so that figures below each other can be compared: 0,40. */
export function formatFixed(value: number, places: number): string {
  const rounded = Math.abs(value).toFixed(places);
  const sign = value < 0 && Number(rounded) !== 0 ? '−' : '';
  return sign + (language.current === 'vi' ? rounded.replace('.', ',') : rounded);
}

/** 0…1 as 86,4 %; finer below one percent, where a commune's first entrants would all be 0 %. */
export const formatShare = (share: number): string => `${formatNumber(share * 100, share < 0.01 ? 2 : 1)} %`;

export const formatMoney = (dong: number): string => `${formatCount(dong)} ${common().dong}`;

/** dd/mm/yyyy */
export const formatDate = (at: number): string => {
  const day = local(at);
  return `${twoDigits(day.getUTCDate())}/${twoDigits(day.getUTCMonth() + 1)}/${day.getUTCFullYear()}`;
};

/** 10:04 */
export const formatClock = (at: number): string => {
  const day = local(at);
  return `${twoDigits(day.getUTCHours())}:${twoDigits(day.getUTCMinutes())}`;
};

/** 22 giờ 00 Chủ nhật, 29/11/2026 */
export const formatMoment = (at: number): string =>
  common().moment(formatClock(at), common().weekdays[local(at).getUTCDay()] ?? '', formatDate(at));

export interface LengthParts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

export const splitLength = (ms: number): LengthParts => {
  const seconds = Math.floor(Math.max(0, ms) / 1_000);
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3_600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
};

/** In words, the two largest parts: "3 ngày 4 giờ", "7 phút 55 giây". */
export function formatLength(ms: number): string {
  const { days, hours, minutes, seconds } = splitLength(ms);
  const words = common();
  const parts: [number, (amount: number) => string][] = [
    [days, words.inDays],
    [hours, words.inHours],
    [minutes, words.inMinutes],
    [seconds, words.inSeconds],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return words.inSeconds(0);
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, say]) => say(amount))
    .join(' ');
}

/** As on a stopwatch: 07:55, 1:02:03. */
export function formatStopwatch(ms: number): string {
  const { days, hours, minutes, seconds } = splitLength(ms);
  const allHours = days * 24 + hours;
  return `${allHours ? `${allHours}:` : ''}${twoDigits(minutes)}:${twoDigits(seconds)}`;
}
