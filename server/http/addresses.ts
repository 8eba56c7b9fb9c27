/** Parameters that several addresses share. */
import { Type } from 'typebox';
import { Closed, Id, Slug } from '../wire/http/common.ts';

export const bySlug = Closed({ slug: Slug });
export const byId = Closed({ id: Id });

/** `r:<round id>` or `o:<contest id>`. */
export const BoardName = Type.String({ pattern: '^[ro]:[a-zA-Z0-9-]{1,40}$' });
