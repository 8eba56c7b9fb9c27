/** What keys and passing time mean on the question screen. */

/** Position of the option that a key names: 1–9 or a–j; null for other keys. */
export function typedOption(key: string, count: number): number | null {
  if (key.length !== 1) return null;
  const byDigit = '123456789'.indexOf(key);
  const option =
    byDigit >= 0 ? byDigit : 'abcdeghij'.indexOf(key.toLowerCase()) >= 0 ? key.toLowerCase().charCodeAt(0) - 97 : -1;
  return option >= 0 && option < count ? option : null;
}

/** Whether keys belong to the field that has the focus: letters are typed into it, arrows move in it. */
export function ownsKeys(target: EventTarget | null, key: string): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLAudioElement || target instanceof HTMLVideoElement) return true;
  if (!(target instanceof HTMLInputElement)) return false;
  // Đúng and Sai stand side by side, and arrows go from one to the other.
  if (target.type === 'radio') return key.startsWith('Arrow') && target.closest('[role="radiogroup"]') !== null;
  return target.type !== 'checkbox';
}

const spokenAt = [1, 5, 10];

/** The mark (in minutes) that was passed in the last 15 seconds, to be said once; 0 between marks. */
export function spokenMinutes(leftMs: number): number {
  return spokenAt.find((minutes) => leftMs <= minutes * 60_000 && leftMs > minutes * 60_000 - 15_000) ?? 0;
}
