/** Files that were sent from this page, so that their columns can be chosen again without looking for them. */
const held = new Map<string, File>();

export const holdFile = (batchId: string, file: File): void => {
  held.clear();
  held.set(batchId, file);
};

export const heldFile = (batchId: string): File | undefined => held.get(batchId);
