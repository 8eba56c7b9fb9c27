/** Shapes that several resources share. Everything that crosses HTTP is declared in this folder and nowhere else. */
import { Type, type Static, type TSchema } from 'typebox';

/** Refuses members it does not know: a client that sends a `score` is told so, not quietly obeyed or ignored. */
export const Closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const LocalisedText = Closed({ vi: Type.String(), en: Type.String() });

/** Nothing that one of the databases could not even look for. */
export const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' });
export const Slug = Type.String({ pattern: '^[a-z0-9-]{1,60}$' });

/** Every refusal and failure: `code` is a refusal's name or one of the general codes of `http/errors.ts`. */
export const ErrorBody = Closed({
  error: Closed({
    code: Type.String(),
    /** In the reader's language, for people without our screens. */
    message: Type.String(),
    params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    /** JSON pointer of the field at fault, where there is one. */
    field: Type.Optional(Type.String()),
  }),
});
export type ErrorBody = Static<typeof ErrorBody>;
