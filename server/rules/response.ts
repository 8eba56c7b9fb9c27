/**
 * The one text in which an answer stands in the log, where it is hashed: the same choice is
 * always the same text. An empty text is a withdrawn answer. What it is worth is `marking`.
 */

/** Predictions are whole numbers from 0 to this; anything else is no prediction. */
export const predictionMax = 10_000_000;

/** Option ids sorted and joined by commas, each once. Ids hold no comma: the check of the bank sees to it. */
export function encodeChoice(optionIds: readonly string[]): string {
  return [...new Set(optionIds)].sort().join(',');
}

export function decodeChoice(response: string): string[] {
  return response === '' ? [] : response.split(',');
}

export function encodePrediction(prediction: number | null): string {
  return prediction === null ? '' : String(prediction);
}

/** null for a withdrawn prediction and for any text that `encodePrediction` does not make. */
export function decodePrediction(response: string): number | null {
  const value = /^(?:0|[1-9]\d{0,7})$/.test(response) ? Number(response) : predictionMax + 1;
  return value <= predictionMax ? value : null;
}
