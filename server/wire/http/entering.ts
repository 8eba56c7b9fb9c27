/** Signing in as a citizen, and entering a contest. */
import { Type, type Static } from 'typebox';
import { Closed, Id, Nullable } from './common.ts';

/** `DD`, `MM` may be 0 where the papers hold only a year. */
export const BirthDate = Closed({
  day: Type.Integer({ minimum: 0, maximum: 31 }),
  month: Type.Integer({ minimum: 0, maximum: 12 }),
  year: Type.Integer({ minimum: 1900, maximum: 2100 }),
});

/** First question of entering: nothing else is asked before the path is known. */
export const AgeCheck = Closed({ birth: BirthDate });
export const AgeCheckReply = Closed({ path: Type.Union([Type.Literal('self'), Type.Literal('guardian')]) });
export type AgeCheckReply = Static<typeof AgeCheckReply>;

/** Dự thi, công bố tên, công bố ảnh, nhận tin: one consent for each, never bundled. */
export const ConsentPurpose = Type.Union([
  Type.Literal('take-part'),
  Type.Literal('publish-name'),
  Type.Literal('publish-photo'),
  Type.Literal('receive-news'),
]);
export type ConsentPurpose = Static<typeof ConsentPurpose>;

/** The text of every purpose as shown, with the version that is kept beside the consent. */
export const ConsentTexts = Closed({
  version: Type.String(),
  purposes: Type.Array(
    Closed({
      purpose: ConsentPurpose,
      isRequired: Type.Boolean(),
      text: Closed({ vi: Type.String(), en: Type.String() }),
    }),
  ),
  guardianStatement: Closed({ vi: Type.String(), en: Type.String() }),
  childAssent: Closed({ vi: Type.String(), en: Type.String() }),
});
export type ConsentTexts = Static<typeof ConsentTexts>;

const Phone = Type.String({ minLength: 1, maxLength: 20 });
const FullName = Type.String({ minLength: 1, maxLength: 60 });
const Password = Type.String({ minLength: 1, maxLength: 128 });

export const GuardianRelation = Type.Union([
  Type.Literal('father'),
  Type.Literal('mother'),
  Type.Literal('grandparent'),
  Type.Literal('guardian'),
]);
export type GuardianRelation = Static<typeof GuardianRelation>;

/**
 * One entry. Without a login session `account` is needed and is made; with one it must be absent.
 * Under 16 `guardian` is needed and the account stands on the guardian's phone.
 */
export const Entry = Closed({
  birth: BirthDate,
  fullName: FullName,
  account: Nullable(Closed({ phone: Phone, password: Password })),
  guardian: Nullable(
    Closed({
      fullName: FullName,
      relation: GuardianRelation,
      statement: Type.Boolean(),
      childAssent: Type.Boolean(),
    }),
  ),
  residence: Type.Array(Type.Union([Type.Literal('lives'), Type.Literal('studies'), Type.Literal('works')]), {
    maxItems: 3,
  }),
  /** "I am not one of the organisers, authors, secretaries, technical staff." */
  isNotStaff: Type.Boolean(),
  categoryId: Type.String({ maxLength: 40 }),
  unitId: Id,
  cccd: Nullable(Type.String({ maxLength: 20 })),
  consents: Type.Array(ConsentPurpose, { maxItems: 4 }),
  consentVersion: Type.String({ maxLength: 40 }),
  language: Type.Union([Type.Literal('vi'), Type.Literal('en')]),
});
export type Entry = Static<typeof Entry>;

export const Entered = Closed({ participantId: Id });
export type Entered = Static<typeof Entered>;

export const SignIn = Closed({ phone: Phone, password: Password });

/** Who is signed in; null is nobody. Staff and citizens have different cookies' worth of rights, one session. */
export const WhoAmI = Closed({
  user: Nullable(
    Closed({
      id: Id,
      kind: Type.Union([Type.Literal('citizen'), Type.Literal('staff')]),
      fullName: Type.String(),
      role: Nullable(Type.String()),
      phoneMasked: Nullable(Type.String()),
    }),
  ),
  serverNow: Type.Number(),
});
export type WhoAmI = Static<typeof WhoAmI>;
