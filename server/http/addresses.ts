/** Parameters that several addresses share. */
import { Closed, Id, Slug } from '../wire/http/common.ts';

export const bySlug = Closed({ slug: Slug });
export const byId = Closed({ id: Id });
