/** Hands a picture to the phone's share sheet, where it takes pictures. */
export async function shareFile(file: File): Promise<void> {
  // Closing the sheet rejects; whatever else goes wrong, the picture can still be saved.
  await navigator.share({ files: [file] }).catch(() => {});
}

/** Hands a link to the phone's share sheet, or to the clipboard where there is none. */
export async function shareOrCopy(card: {
  title: string;
  text?: string;
  url: string;
}): Promise<'shared' | 'copied' | 'failed'> {
  try {
    if (navigator.share) {
      await navigator.share(card);
      return 'shared';
    }
    await navigator.clipboard.writeText(card.text ? `${card.text} ${card.url}` : card.url);
    return 'copied';
  } catch {
    // Closing the sheet rejects too: nothing to say.
    return 'failed';
  }
}
