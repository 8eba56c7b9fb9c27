/** One line of words out of HTML that the server made, where no markup can be shown: in a native list, in what is read aloud. */

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** Formulas as they were typed, pictures and sound by their names. */
export const plainText = (html: string): string =>
  html
    .replace(/<math\b[\s\S]*?<annotation\b[^>]*>([\s\S]*?)<\/annotation>[\s\S]*?<\/math>/g, '$1')
    .replace(/<(?:img|audio|video)\b[^>]*?\s(?:alt|aria-label)="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return entities[name ?? ''] ?? whole;
    })
    .replace(/\s+/g, ' ')
    .trim();

/** Whether words alone would leave something out. */
export const needsMarkup = (html: string): boolean => /<(?:math|img|audio|video)\b/.test(html);
