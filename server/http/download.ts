/** The header that names a file for saving. Vietnamese names need RFC 5987; what does not know it gets plain letters. */
import { searchKey } from '../rules/names.ts';

/** Long enough for a title, short enough for every file system. */
const lettersMax = 120;

/** `attachment; filename="ket-qua.pdf"; filename*=UTF-8''K%E1%BA%BFt…` for a name with its ending. */
export function attachment(name: string): string {
  const [, stem = '', ending = ''] = /^(.*)(\.[a-z0-9]+)$/su.exec(name) ?? [];
  // Characters that file systems refuse, or that would lead into another folder.
  const safe = stem
    .replace(/[\p{C}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const kept = [...safe].slice(0, lettersMax).join('').trim();
  const plain = searchKey(kept)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `attachment; filename="${plain || 'tep'}${ending}"; filename*=UTF-8''${percentEncoded((kept || 'tep') + ending)}`;
}

/** `encodeURIComponent` leaves some characters that RFC 5987 wants encoded. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
