/** What question banks, their imports and their files of media can refuse; a part of `Refusal`. */
import type { Millis } from './ids.ts';

export type BankRefusal =
  // one question
  | { readonly name: 'changed-meanwhile'; readonly byName: string; readonly at: Millis }
  | { readonly name: 'own-question' }
  | { readonly name: 'question-not-ready'; readonly faults: number }
  | { readonly name: 'question-state'; readonly state: string }
  | { readonly name: 'question-in-open-round' }
  | { readonly name: 'question-lapsed'; readonly since: string }
  | { readonly name: 'question-is-practice' }
  | { readonly name: 'approval-used' }
  | { readonly name: 'contest-unknown' }
  | { readonly name: 'comments-too-many'; readonly max: number }
  | { readonly name: 'versions-too-many'; readonly max: number }
  // banks
  | { readonly name: 'banks-too-many'; readonly max: number }
  | { readonly name: 'questions-too-many'; readonly max: number }
  | { readonly name: 'tags-too-many'; readonly max: number }
  // topics
  | { readonly name: 'topic-unknown'; readonly topic: string }
  | { readonly name: 'topic-in-use'; readonly topic: string; readonly questions: number }
  | { readonly name: 'topic-circle'; readonly topic: string }
  | { readonly name: 'topic-repeated'; readonly topic: string }
  // files of media
  | { readonly name: 'file-missing' }
  | { readonly name: 'media-kind-unknown' }
  | { readonly name: 'media-too-large'; readonly bytesMax: number }
  | { readonly name: 'media-too-many-pixels'; readonly pixelsMax: number }
  | { readonly name: 'media-broken' }
  | { readonly name: 'bank-full'; readonly bytesMax: number }
  // imports and exports
  | { readonly name: 'imports-at-once'; readonly max: number }
  | { readonly name: 'previews-too-many'; readonly max: number }
  | { readonly name: 'import-too-large'; readonly bytesMax: number }
  | { readonly name: 'import-state'; readonly state: string }
  | { readonly name: 'import-nothing-ready' }
  /** Whose words they are is known by who brought the file, so nobody else writes in it. */
  | { readonly name: 'import-of-another'; readonly byName: string }
  /** Why an undone import leaves a question: people have worked on it, or papers may hold it. */
  | { readonly name: 'import-question-touched'; readonly byName: string; readonly at: Millis }
  | { readonly name: 'import-question-approved' }
  | { readonly name: 'import-item-not-ready'; readonly number: number }
  /** `why` is an `ImportRefusalName`. */
  | { readonly name: 'table-unreadable'; readonly why: string }
  | { readonly name: 'columns-unusable' }
  | { readonly name: 'exports-at-once'; readonly max: number }
  | { readonly name: 'export-too-large' }
  | { readonly name: 'export-empty' };
