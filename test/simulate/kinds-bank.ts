/**
 * A bank of all eight kinds with pictures, in as many worlds as one likes, which differ in nothing but what only the key
 * tells: which answer is right, the explanation with its picture, the source. No world's key is any of `neverRight`.
 */
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { Blueprint } from '../../server/rules/contest.ts';
import type { Given } from '../../server/rules/marking/kind.ts';
import { questionKinds, type Question, type QuestionBank, type QuestionKind } from '../../server/rules/question.ts';
import type { Ctx } from '../../server/services/context.ts';
import { importBank } from '../../server/services/import-bank.ts';
import { uploadMedia } from '../../server/services/upload-media.ts';
import { actorOf } from '../helpers/drafts.ts';
import { makeStaff } from '../helpers/make.ts';
import { must } from '../helpers/organising.ts';
import { canaryOf } from './canary-bank.ts';

const bankId = 'tam-loai';
const topic = 'mot';
const each = 3;

export const kindsBlueprint: Blueprint = {
  cells: questionKinds.map((kind) => ({ topic, difficulty: null, kind, count: 1, points: 8 })),
  pointsPerQuestion: 8,
};

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
/** 0 … n − 1, another in every world. */
const pick = (world: number, id: string, n: number): number => parseInt(hash(`${world} ${id}`).slice(0, 6), 16) % n;
const numberKey = (world: number, id: string): string => `9${BigInt(`0x${hash(`${world} ${id}`).slice(0, 12)}`)}`;

/** The bank of a world, and what of it nobody may see before the round has closed. */
export interface KindsBank {
  readonly bank: QuestionBank;
  readonly canaries: readonly string[];
  /** Of the picture in every stem. */
  readonly mediaId: string;
}

export async function kindsBank(ctx: Ctx, world: number): Promise<KindsBank> {
  const topics = [{ id: topic, name: 'Chủ đề một' }];
  await importBank(ctx, { id: bankId, name: 'Tám loại', topics, questions: [] });
  const actor = actorOf(await makeStaff(ctx, { role: 'organiser' }));
  const picture = async (background: string): Promise<string> => {
    const bytes = await sharp({ create: { width: 24, height: 16, channels: 3, background } })
      .png()
      .toBuffer();
    return must(await uploadMedia(ctx, { bankId, fileName: 'anh.png', bytes, actor })).id;
  };
  const [shown, kept] = [await picture('#3366cc'), await picture(`#${hash(`${world}`).slice(0, 6)}`)];
  const questions = questionKinds.flatMap((kind) =>
    Array.from({ length: each }, (_, n) => question(world, kind, `${kind}-${n}`, { shown, kept })),
  );
  const secret = ['explanation', 'source', 'fact', 'key'];
  const canaries = questions.flatMap(({ id }) => [
    ...secret.map((field) => canaryOf(world, id, field)),
    numberKey(world, id),
  ]);
  return { bank: { id: bankId, name: 'Tám loại', topics, questions }, canaries: [...canaries, kept], mediaId: shown };
}

interface Pictures {
  readonly shown: string;
  readonly kept: string;
}

function question(world: number, kind: QuestionKind, id: string, { shown, kept }: Pictures): Question {
  return {
    ...{ id, topic, kind, difficulty: 'recognise', checkedOn: '2026-11-01', isPractice: false },
    stem: `Câu ${id}: $x^2$ ![Hình](media:${shown})`,
    ...parts(world, kind, id),
    explanation: `Vì ${canaryOf(world, id, 'explanation')} ![Lời giải](media:${kept})`,
    source: canaryOf(world, id, 'source'),
    factId: canaryOf(world, id, 'fact'),
  };
}

const named = (ids: string, id: string) => [...ids].map((one) => ({ id: one, text: `Phương án ${one} của ${id}` }));

function parts(
  world: number,
  kind: QuestionKind,
  id: string,
): Pick<Question, 'options' | 'key' | 'prompts' | 'scheme'> {
  const right = 'abc'.charAt(pick(world, id, 3));
  const others = [...'abc'].filter((one) => one !== right);
  const scheme = 'all-or-nothing';
  switch (kind) {
    case 'single':
      return { options: named('abcd', id), key: [right] };
    case 'multiple':
      return { options: named('abcd', id), key: others, scheme };
    case 'true-false':
      return {
        options: [
          { id: 'a', text: 'Đúng' },
          { id: 'b', text: 'Sai' },
        ],
        key: ['ab'.charAt(pick(world, id, 2))],
      };
    case 'grid':
      return {
        options: named('abcd', id),
        key: [...'abcd'].filter((_, at) => (pick(world, id, 16) >> at) % 2 === 1),
        scheme,
      };
    case 'number':
      return { options: [], key: [numberKey(world, id)] };
    case 'text':
      return { options: [], key: [canaryOf(world, id, 'key')] };
    case 'ordering':
      return { options: named('abcd', id), key: [right, ...others, 'd'], scheme };
    case 'matching': {
      const prompts = ['p1', 'p2'].map((one) => ({ id: one, text: `Vế ${one} của ${id}` }));
      return { options: named('abcd', id), prompts, key: [`p1=${right}`, `p2=${others[0]}`], scheme };
    }
  }
}

/** An answer that is wrong in every world, in the order of the options that the paper shows. */
export function neverRight(kind: QuestionKind, options: readonly string[]): Given {
  const at = options.indexOf('d');
  switch (kind) {
    case 'single':
    case 'multiple':
      return { choice: [at], text: '' };
    // One of two is right somewhere; what was withdrawn never is.
    case 'true-false':
      return { choice: [], text: '' };
    case 'grid':
      return { choice: [1], text: '' };
    case 'number':
      return { choice: [], text: '7' };
    case 'text':
      return { choice: [], text: 'không ai biết' };
    case 'ordering':
      return { choice: [at, ...options.keys()].filter((one, place) => place === 0 || one !== at), text: '' };
    case 'matching':
      return { choice: [at + 1, at + 1], text: '' };
  }
}

/** Another key that the question could have had, as wrong for `neverRight` as its own. */
export const otherKey = (world: number): readonly string[] => ['abc'.charAt(pick(world, 'ruling', 3))];
