/** English: the list of people who may not take part in a contest. */
import type { vi } from '../vi/studio-exclusions.ts';

export const en: typeof vi = {
  open: 'People who may not take part',
  title: 'People who may not take part',
  lead: 'Organisers, question writers, secretaries… Whoever enters with a phone or an identity number on the list is refused and told why. Their children may take part.',
  count: (people, max) => `${people} people on the list (at most ${max}).`,
  none: 'Nobody is on the list yet.',
  choose: 'Import a CSV file',
  template: 'Download a template',
  templateName: 'people-who-may-not-take-part.csv',
  hint: 'Each person needs a full name and a phone or an identity number. Importing again updates and never doubles; whoever is not in the file stays. Numbers are kept one way: nobody can read them again.',
  sending: 'Importing…',
  done: (added, changed) => `Imported: ${added} added, ${changed} updated.`,
  entered: (people) =>
    `${people} people on the list had entered before. Nobody is put out by this: look at them under Standings.`,
  nothing: (problems) => `Nothing was imported: ${problems} problems in the file. Mend them and import it again.`,
  more: (problems) => `… and ${problems} more problems.`,
  list: 'The list',
  byPhone: 'phone',
  byCccd: 'identity number',
  hasEntered: 'has entered',
  remove: 'Remove',
  removeOne: (name) => `Remove ${name} from the list`,
  removed: (people) => `${people} removed from the list.`,
  removeAll: 'Remove everybody',
  removeAllSure: (people) => `Remove all ${people} people?`,
  yes: 'Remove everybody',
  no: 'Cancel',
};
