/** The least rows that the store's own tests need; no meaning beyond the columns. */
import type { PersonId, UserId } from '../../server/rules/ids.ts';
import type { Tables } from '../../server/store/schema.ts';

export function userRow(
  id: string,
  more: Partial<Tables['user']['$inferInsert']> = {},
): Tables['user']['$inferInsert'] {
  return { id: id as UserId, kind: 'citizen', fullName: 'Nguyễn Thị Ánh', passwordHash: 'x', createdAt: 1, ...more };
}

export function personRow(id: string, userId: string): Tables['person']['$inferInsert'] {
  return {
    id: id as PersonId,
    userId: userId as UserId,
    fullName: 'Nguyễn Thị Ánh',
    birthDate: '2014-02-28',
    guardianRelation: '',
    createdAt: 1,
  };
}

export function unitRow(code: string, searchKey = code): Tables['unit']['$inferInsert'] {
  return {
    id: `unit-${code}` as Tables['unit']['$inferInsert']['id'],
    scheme: '2025',
    code,
    parentId: '',
    hierarchy: 'government',
    kind: 'commune',
    name: code,
    fullName: code,
    searchKey,
    headcount: 0,
    headcountDeclaredBy: '',
    headcountDeclaredAt: 0,
  };
}

export function settingRow(name: string, value = ''): Tables['setting']['$inferInsert'] {
  return { name, value };
}

export function consentRow(isGiven: boolean) {
  return {
    personId: 'p1',
    contestId: 'c1',
    purpose: 'entry',
    givenBy: 'self',
    isGiven,
    textVersion: '1',
    textHash: '',
    givenAt: 1,
  };
}

export function standingRow(participantId: string, sortKey: string) {
  return {
    board: 'r:1',
    participantId,
    contestId: 'c1',
    categoryId: '',
    unitId: '',
    attemptId: '',
    isRanked: true,
    sortKey,
    score: 1,
    correct: 1,
    elapsedMs: 3_000_000_000,
    submittedAt: 1,
    attempts: 1,
    publicSortKey: sortKey,
    publicScore: 1,
    publicCorrect: 1,
    publicElapsedMs: 1,
  };
}
