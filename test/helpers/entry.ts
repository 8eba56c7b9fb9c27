/** One entry as the pages would send it; a test overrides what its case is about. */
import { consentTexts } from '../../server/wire/consent-text.ts';
import type { Entry } from '../../server/wire/http/entering.ts';

/** An adult with a new account. `unitId` and `categoryId` are the contest's own. */
export const adultEntry = (given: Pick<Entry, 'unitId' | 'categoryId'> & Partial<Entry>): Entry => ({
  birth: { day: 15, month: 1, year: 1990 },
  fullName: 'Nguyễn Văn An',
  account: { phone: '0912345678', password: 'mot mat khau dai' },
  guardian: null,
  residence: ['lives'],
  isNotStaff: true,
  cccd: null,
  consents: ['take-part'],
  consentVersion: consentTexts.version,
  language: 'vi',
  ...given,
});
