/** Instants in fields of date and time, by Việt Nam's clock whatever the device's is; pure. */
import { formatIsoDate, instantOf, localDate, parseIsoDate } from '../../../server/rules/calendar.ts';

const dayMs = 86_400_000;
const zoneMs = 7 * 3_600_000;
const two = (part: number): string => String(part).padStart(2, '0');

/** `2026-11-24T20:00`, as a field of date and time has it. */
export function toField(at: number): string {
  const minutes = Math.floor(((at + zoneMs) % dayMs) / 60_000);
  return `${formatIsoDate(localDate(at))}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** null for an empty or unfinished field. */
export function fromField(text: string): number | null {
  const [, day, hour, minute] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text) ?? [];
  if (day === undefined) return null;
  return instantOf({ ...parseIsoDate(day), hour: Number(hour), minute: Number(minute) });
}
