/** English: kinds of questions of other systems that we lack, by the names their files have. */
const foreignKinds: Readonly<Record<string, string>> = {
  essay: 'essay',
  description: 'an introduction, not a question',
  cloze: 'several gaps in a text',
  multianswer: 'several gaps in a text',
  gapselect: 'words chosen for gaps',
  ddwtos: 'words dragged into gaps',
  ddimageortext: 'dragging onto a picture',
  ddmarker: 'marks on a picture',
  gapfill: 'gaps to fill',
  wordselect: 'words chosen in a text',
  calculated: 'numbers that change',
  calculatedsimple: 'numbers that change',
  calculatedmulti: 'numbers that change, with choices',
  formulas: 'formulas in several parts',
  stack: 'symbolic mathematics',
  coderunner: 'a program to write',
  regexp: 'short text by a pattern',
  pmatch: 'short text by a pattern',
  random: 'another question at random',
  randomsamatch: 'matching at random',
  recordrtc: 'a recording',
  mtf: 'a table of more than two columns',
  kprime: 'a table of more than two columns',
  'no interaction': 'nothing to answer',
  extendedTextInteraction: 'essay',
  inlineChoiceInteraction: 'a choice in the sentence',
  gapMatchInteraction: 'words dragged into gaps',
  graphicGapMatchInteraction: 'dragging onto a picture',
  graphicOrderInteraction: 'ordering on a picture',
  graphicAssociateInteraction: 'lines on a picture',
  hotspotInteraction: 'a place on a picture',
  selectPointInteraction: 'a place on a picture',
  positionObjectInteraction: 'things put on a picture',
  hottextInteraction: 'words chosen in a text',
  sliderInteraction: 'a slider',
  uploadInteraction: 'a file to hand in',
  drawingInteraction: 'a drawing',
  mediaInteraction: 'sound or film to watch',
  associateInteraction: 'pairs out of one list',
  textEntryInteraction: 'a gap',
  choiceInteraction: 'choices',
  customInteraction: "another system's own kind",
  portableCustomInteraction: "another system's own kind",
};
/** `2 × textEntryInteraction, essay` in plain words, each with its own name behind it. */
export const foreignKind = (kind: string | undefined): string => (kind ? `: ${inWords(kind)}` : '');
const inWords = (kind: string): string =>
  kind
    .split(', ')
    .map((part) => {
      const name = part.replace(/^\d+ × /u, '');
      return foreignKinds[name] ? `${part.replace(name, '')}${foreignKinds[name]} (${name})` : part;
    })
    .join(', ');
/** The first words of a question, in quotes. */
export const beginning = (text: string | undefined): string =>
  text ? ` "${text.slice(0, 160).trim()}${text.length > 160 ? '…' : ''}"` : '';
