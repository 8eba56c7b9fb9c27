/**
 * Banks that fast-check makes: questions of every kind that a bank would approve, with the words, signs and marks that
 * break formats. For round trips of formats, and for whoever needs many sound questions at once.
 */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { escapeMarkdown } from '../../server/content/formats/plain-text-markdown.ts';
import type { ExportedBank } from '../../server/content/imported.ts';
import type { ImportedMedia } from '../../server/rules/import-preview.ts';
import { kinds } from '../../server/rules/marking/index.ts';
import {
  difficulties,
  questionKinds,
  type LegalSource,
  type Option,
  type Question,
  type QuestionKind,
  type Topic,
} from '../../server/rules/question.ts';

const words = [
  ...[
    'Đoàn',
    'viên',
    'nghị',
    'quyết',
    'chuyển',
    'đổi',
    'số',
    'Hòa',
    'hoà',
    'ưỡn',
    'ẹo',
    'Quốc',
    'hội',
    'năm',
    'là',
    'gì?',
  ],
  ...[
    '=SUM(A1)',
    '-5',
    '+1',
    '@x',
    "'-7",
    '//',
    '::',
    '->',
    '{a}',
    '}',
    '~',
    '#',
    '%50%',
    '\\n',
    '\\',
    '\\\\',
    'a=b',
    '1.',
  ],
  ...[
    '<b>',
    '</p>',
    '&amp;',
    '&',
    '"',
    "'",
    ']]>',
    '<!--',
    '*',
    '**',
    '_',
    '__x__',
    '`',
    '~~',
    '$',
    '$5',
    '50%',
    '|',
    '-',
  ],
  ...[
    '[id:1]',
    '![x]',
    '(media:y)',
    'A.',
    'B)',
    'TRUE',
    '3,5',
    '1.500',
    '€',
    '😀',
    '一',
    'e\u0301'.normalize('NFC'),
    ';',
    ',',
    ':',
  ],
];

const word = fc.constantFrom(...words);

/** A line as somebody types it, without any mark. */
const plainLine = (max: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: 1, maxLength: max }).map((line) => line.join(' '));

/** Signs of plain-text-markdown.ts, put where a mark goes so that the words around are escaped as a reader would. */
const sign = { bold: '\ue001', italic: '\ue002', opaque: '\ufffc' } as const;

const piece: fc.Arbitrary<{ text: string; opaque: string }> = fc.oneof(
  { weight: 6, arbitrary: plainLine(5).map((text) => ({ text, opaque: '' })) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('không', 'sai', 'Điều 8')
      .map((text) => ({ text: sign.bold + text + sign.bold, opaque: '' })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('chưa', 'đúng nhất')
      .map((text) => ({ text: sign.italic + text + sign.italic, opaque: '' })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('$x^2 + 1$', '$\\frac{a}{b}$').map((opaque) => ({ text: sign.opaque, opaque })),
  },
);

const richLine: fc.Arbitrary<string> = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => {
  const opaque = pieces.map((one) => one.opaque).filter((text) => text !== '');
  return escapeMarkdown(pieces.map(({ text }) => text).join(' '))
    .replaceAll(sign.bold, '**')
    .replaceAll(sign.italic, '*')
    .replaceAll(sign.opaque, () => opaque.shift() ?? '');
});

/** Lines and paragraphs; a picture on a line of its own. */
const richText = (refs: readonly string[]): fc.Arbitrary<string> => {
  const picture = refs.length === 0 ? [] : [fc.constantFrom(...refs).map((ref) => `![Hình minh họa](media:${ref})`)];
  const paragraph = fc.array(richLine, { minLength: 1, maxLength: 2 }).map((lines) => lines.join('\n'));
  return fc
    .array(fc.oneof({ weight: 5, arbitrary: paragraph }, ...picture), { minLength: 1, maxLength: 2 })
    .map((all) => all.join('\n\n'));
};

const shortText: fc.Arbitrary<string> = plainLine(4).map((line) => escapeMarkdown(line));

/** Texts that nobody can take for one another. */
const distinct = (min: number, max: number, suffix = ''): fc.Arbitrary<string[]> =>
  fc
    .array(plainLine(4), { minLength: min, maxLength: max })
    .map((lines) => lines.map((line, at) => escapeMarkdown(`${line} số ${at + 1}${suffix}`)));

const parts = (texts: readonly string[], prefix = ''): Option[] =>
  texts.map((text, at) => ({ id: prefix === '' ? String.fromCharCode(97 + at) : `${prefix}${at + 1}`, text }));

const decimal = fc
  .record({ whole: fc.integer({ min: -99_999, max: 99_999 }), places: fc.integer({ min: 0, max: 4 }) })
  .map(({ whole, places }) => (whole / 10 ** places).toFixed(places).replace(/^-(?=[0.]+$)/, ''));

const day = fc
  .tuple(fc.integer({ min: 2000, max: 2040 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);

const legalSource: fc.Arbitrary<LegalSource> = fc.record({
  instrument: fc.constantFrom('Luật An ninh mạng số 116/2025/QH15', 'Nghị định 30/2020/NĐ-CP'),
  article: fc.constantFrom('8', '12a', ''),
  clause: fc.constantFrom('1', ''),
  inForceFrom: fc.oneof(day, fc.constant('')),
  inForceTo: fc.oneof(day, fc.constant('')),
});

type Asked = Pick<Question, 'kind' | 'options' | 'key' | 'prompts' | 'scheme' | 'tolerance' | 'folding' | 'keepsOrder'>;

function choosing(kind: 'single' | 'multiple', keysMin: number): fc.Arbitrary<Asked> {
  return fc.tuple(distinct(3, 8), fc.boolean()).chain(([texts, keepsOrder]) => {
    const options = parts(texts);
    const keysMax = kind === 'single' ? 1 : options.length - 1;
    const key = fc.subarray(
      options.map(({ id }) => id),
      { minLength: keysMin, maxLength: keysMax },
    );
    return key.map((ids) => ({ kind, options, key: ids, ...(keepsOrder ? { keepsOrder } : {}) }));
  });
}

const asked: Readonly<Record<QuestionKind, fc.Arbitrary<Asked>>> = {
  single: choosing('single', 1),
  multiple: choosing('multiple', 2),
  'true-false': fc
    .constantFrom('a', 'b')
    .map((id) => ({ kind: 'true-false', options: parts(['Đúng', 'Sai']), key: [id] })),
  grid: distinct(2, 6).chain((texts) => {
    const options = parts(texts);
    const key = fc.subarray(options.map(({ id }) => id));
    return key.map((ids) => ({
      kind: 'grid',
      options,
      key: ids,
      ...(options.length === 4 ? {} : { scheme: 'each-part' as const }),
    }));
  }),
  number: fc
    .tuple(
      decimal,
      fc.option(
        decimal.map((text) => text.replace('-', '')),
        { nil: undefined },
      ),
    )
    .map(([key, tolerance]) => ({
      kind: 'number',
      options: [],
      key: [key],
      ...(tolerance === undefined ? {} : { tolerance }),
    })),
  text: fc
    .tuple(
      fc.array(plainLine(3), { minLength: 1, maxLength: 4 }),
      fc.option(fc.record({ ignoresCase: fc.boolean(), ignoresMarks: fc.boolean(), ignoresSpaces: fc.boolean() }), {
        nil: undefined,
      }),
    )
    .map(([variants, folding]) => ({
      kind: 'text',
      options: [],
      key: variants.map((text, at) => `${text} x${at}`),
      ...(folding === undefined ? {} : { folding }),
    })),
  ordering: distinct(3, 7).chain((texts) => {
    const options = parts(texts);
    const key = fc.shuffledSubarray(
      options.map(({ id }) => id),
      { minLength: options.length },
    );
    return key.map((ids) => ({ kind: 'ordering', options, key: ids }));
  }),
  matching: fc.tuple(distinct(2, 6, ' trái'), distinct(2, 7)).chain(([left, right]) => {
    const [prompts, options] = [
      parts(
        left.map((text) => `${text} trái`),
        'p',
      ),
      parts(right),
    ];
    const picks = fc.array(fc.constantFrom(...options.map(({ id }) => id)), {
      minLength: left.length,
      maxLength: left.length,
    });
    return picks.map((ids) => ({ kind: 'matching', options, prompts, key: ids.map((id, at) => `p${at + 1}=${id}`) }));
  }),
};

/** Sound questions of the kinds, in the topics, showing the files. */
export const generatedQuestion = (
  wanted: readonly QuestionKind[] = questionKinds,
  topics: readonly string[] = ['mot'],
  refs: readonly string[] = [],
): fc.Arbitrary<Question> =>
  fc.constantFrom(...wanted).chain((kind) =>
    fc
      .record({
        answer: asked[kind],
        scheme: fc.option(fc.constantFrom(...kinds[kind].schemes), { nil: undefined }),
        topic: fc.constantFrom(...topics),
        difficulty: fc.constantFrom(...difficulties),
        stem: richText(refs),
        explanation: fc.oneof(fc.constant(''), shortText),
        source: fc.constantFrom('', 'Luật An ninh mạng số 116/2025/QH15, Điều 8', 'Nguồn <b> & "c"'),
        legal: fc.array(legalSource, { maxLength: 2 }),
        tags: fc.uniqueArray(fc.constantFrom('ôn tập', 'luật', 'a b', 'Tháng 3'), { maxLength: 3 }),
        factId: fc.constantFrom('', 'F12'),
        checkedOn: fc.oneof(fc.constant(''), day),
        isPractice: fc.boolean(),
      })
      .map(({ answer, scheme, legal, tags, ...rest }): Question => {
        const fits =
          scheme !== undefined && !(kind === 'grid' && scheme === 'exam-2025' && answer.options.length !== 4);
        return {
          id: '',
          ...rest,
          ...answer,
          ...(fits ? { scheme } : {}),
          ...(legal.length === 0 ? {} : { legal }),
          ...(tags.length === 0 ? {} : { tags }),
        };
      }),
  );

/** A few bytes that begin as a PNG does: formats carry files, they do not look into them. */
function aPicture(number: number): ImportedMedia {
  const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, number, number * 7]);
  return { ref: createHash('sha256').update(bytes).digest('hex'), fileName: `hình ${number}.png`, bytes };
}

const topics: readonly Topic[] = [
  { id: 'mot', name: 'An toàn số' },
  { id: 'hai', name: 'Luật & nghị định', parentId: 'mot' },
  { id: 'ba', name: 'Kỹ năng 100%/ngày' },
];

/** A bank of sound questions, with two pictures that some of them show. */
export const generatedBank = (wanted: readonly QuestionKind[] = questionKinds): fc.Arbitrary<ExportedBank> => {
  const media = [aPicture(1), aPicture(2)];
  const question = generatedQuestion(
    wanted,
    topics.map(({ id }) => id),
    media.map(({ ref }) => ref),
  );
  return fc.array(question, { minLength: 1, maxLength: 6 }).map((questions) => ({
    id: 'thu',
    name: 'Ngân hàng thử',
    topics,
    questions: questions.map((one, at) => ({ ...one, id: `cds-${String(at + 1).padStart(4, '0')}` })),
    media: media.filter(({ ref }) => questions.some(({ stem }) => stem.includes(ref))),
  }));
};
