/**
 * Names for a hall. Units: the long kinds of offices and schools by the short forms everybody reads, nothing else
 * changed. What is still long is drawn smaller before anything of it is cut.
 */

const shortForms: readonly (readonly [RegExp, string])[] = [
  [/^ủy ban nhân dân(?= )/iu, 'UBND'],
  [/^hội đồng nhân dân(?= )/iu, 'HĐND'],
  [/(?<=trường )trung học phổ thông(?= )/iu, 'THPT'],
  [/(?<=trường )trung học cơ sở(?= )/iu, 'THCS'],
  [/(?<=trường )tiểu học(?= )/iu, 'TH'],
  [/(?<=trường )đại học(?= )/iu, 'ĐH'],
  [/(?<=trường )cao đẳng(?= )/iu, 'CĐ'],
  [/thành phố hồ chí minh$/iu, 'TP. Hồ Chí Minh'],
];

/** What is no longer fits one line beside the longest name. */
const lettersMax = 24;

/** More letters than two lines of a unit's column take in the usual size. */
export const isLongUnit = (name: string): boolean => [...name].length > 34;

/** More letters than one line of a person's column takes. */
export const isLongName = (name: string): boolean => [...name].length > 22;

export function shortUnitName(name: string): string {
  if ([...name].length <= lettersMax) return name;
  return shortForms.reduce((text, [long, short]) => text.replace(long, short), name);
}
